import { describe, expect, it } from 'vitest';
import type { Rung } from '#core/bridge.ts';
import { startSounding } from '../../../renderer/alerts/sound.ts';

function listening() {
  const played: string[] = [];
  let now = 0;
  let heard: (rung: Rung) => void = () => {};
  startSounding(
    {
      onRung(listener) {
        heard = listener;
        return () => {};
      },
    },
    {
      now: () => now,
      async play(name) {
        played.push(name);
      },
    },
  );
  const ring = (kind: Rung['alert']['kind'], state: Rung['state'] = 'unproven', after = 60_000) => {
    now += after;
    heard({ alert: { kind } as Rung['alert'], state, at: now, reason: null });
  };
  return { played, ring };
}

describe('the sound of an alert', () => {
  it('is one for a breach, another for an offer, none for a warning', () => {
    const { played, ring } = listening();
    ring('breach');
    ring('offer', 'shown');
    ring('warning');
    expect(played).toEqual(['breach', 'alert']);
  });

  it('is one for many that ring together', () => {
    const { played, ring } = listening();
    ring('breach');
    ring('breach', 'unproven', 10);
    ring('offer', 'unproven', 2_000);
    expect(played).toEqual(['breach']);
  });

  it('is none where do not disturb held the notification back', () => {
    const { played, ring } = listening();
    ring('breach', 'failed');
    expect(played).toEqual([]);
  });
});
