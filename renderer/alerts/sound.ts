import type { Rung } from '#core/bridge.ts';
import type { Shell } from '../desktop/shell.ts';

/** Rings that come closer together than this (ms) are one. */
const ONE = 3_000;

type Sounds = 'alert' | 'breach';

/** What makes a sound, and what time it is: a test's are silent. */
export type Player = { play(name: Sounds): Promise<void>; now(): number };

/**
 * Makes a breach and an offer heard where the system's notifications are silent, which is Linux. A warning stays silent,
 * and so does what do-not-disturb held back: only what has been shown sounds.
 */
export function startSounding(shell: Pick<Shell, 'onRung'>, player: Player): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return shell.onRung(({ alert, state }: Rung) => {
    const name = alert.kind === 'breach' ? 'breach' : alert.kind === 'offer' ? 'alert' : null;
    if (!name || state === 'failed' || player.now() - last < ONE) return;
    last = player.now();
    player.play(name).catch(() => {});
  });
}

/** By WebAudio, as the content security policy leaves `<audio>` out. Fails where nobody has touched the page yet. */
export function createPlayer(window: Window & typeof globalThis): Player | null {
  if (!/Linux/.test(window.navigator.userAgent) || !('AudioContext' in window)) return null;
  let context: AudioContext | null = null;
  return {
    now: () => window.performance.now(),
    async play(name) {
      context ??= new window.AudioContext();
      const file = await window.fetch(`./sounds/${name}.wav`);
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(await file.arrayBuffer());
      source.connect(context.destination);
      source.start();
    },
  };
}
