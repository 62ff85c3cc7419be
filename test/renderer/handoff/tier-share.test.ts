import { describe, expect, it } from 'vitest';
import { shareKept, shareToGet } from '../../../renderer/handoff/tier-share.ts';
import { sumsOf } from '../../../renderer/ticket/explain/sums.ts';
import { account, promising, travelled } from '../ticket/explain-account.ts';
import { applications, desk, HOUR, MINUTE, MONDAY, network, platform } from '../ticket/sample.ts';

/** Two hours in each tier are promised; at 11:00 the network team has had it since 09:10. */
const now = MONDAY + 3 * HOUR;
const held = () => account(travelled(), 'resolution', now, { data: promising(travelled(), 8) });

describe('what each tier has left before a handoff', () => {
  it('[SHARE1] the tier that holds it has the rest of its turn, one that gave it away what it saved', () => {
    const { ticket, reference } = held();
    expect(shareKept(ticket, network, reference, now)).toMatchObject({ amount: 2 * HOUR, left: 10 * MINUTE });
    expect(shareKept(ticket, desk, reference, now)).toMatchObject({ amount: 2 * HOUR, left: 50 * MINUTE });
    expect(shareKept(ticket, network, reference, now + HOUR)?.left).toBe(-50 * MINUTE);
    expect(shareKept(ticket, platform, reference, now)).toBeNull();
  });

  it('[SHARE2] a new tier would have all of its own, another team of this tier only the rest', () => {
    const { ticket, reference } = held();
    const gets = shareToGet(ticket, platform, reference, now);
    expect([gets?.tier.name, gets?.amount, gets?.left]).toEqual(['Engineering', 2 * HOUR, 2 * HOUR]);
    expect(shareToGet(ticket, applications, reference, now)?.left).toBe(10 * MINUTE);
    expect(shareToGet(ticket, desk, reference, now)?.left).toBe(2 * HOUR);
  });

  it('[SHARE3] nothing is said where no policy promises a time in the tier', () => {
    const { ticket, reference } = account(travelled(), 'resolution', now);
    expect(shareKept(ticket, network, reference, now)).toBeNull();
    expect(shareToGet(ticket, platform, reference, now)).toBeNull();
  });

  it('[SHARE4] what each payer spent adds up to what the clock used, and with what is left to what was promised', () => {
    for (let at = MONDAY + MINUTE + 333; at < MONDAY + 60 * HOUR; at += 41 * MINUTE + 777) {
      const { told, target } = account(travelled(), 'resolution', at);
      const { spent, used, left } = sumsOf(told, target);
      expect(spent.reduce((sum, { ms }) => sum + ms, 0)).toBe(used);
      expect(used + left).toBe(target.amount);
      expect(Math.abs(used - told.used)).toBeLessThan(1_000);
    }
  });
});
