import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes the two sounds: `node resources/sounds/draw.ts`. Short, soft at both ends, in the middle of the voice's range, so
 * that they are heard beside a headset and don't startle: two rising notes for an alert, the same two twice for a breach.
 */
const RATE = 22_050;
const E5 = 659.25;
const A5 = 880;

type Note = { hz: number; at: number; for: number };
const alert: Note[] = [
  { hz: E5, at: 0, for: 0.16 },
  { hz: A5, at: 0.12, for: 0.3 },
];
const breach: Note[] = [...alert, ...alert.map((note) => ({ ...note, at: note.at + 0.42 }))];

save('alert.wav', alert);
save('breach.wav', breach);

function save(name: string, notes: Note[]): void {
  const length = Math.max(...notes.map((note) => note.at + note.for));
  const samples = new Float64Array(Math.ceil(length * RATE));
  for (const note of notes) {
    const start = Math.round(note.at * RATE);
    const count = Math.round(note.for * RATE);
    for (let i = 0; i < count; i++) samples[start + i] = (samples[start + i] ?? 0) + tone(note.hz, i / RATE, i / count);
  }
  writeFileSync(join(import.meta.dirname, name), wav(samples));
}

/** A sine with a little of its octave, 8 ms in, fading out. */
function tone(hz: number, t: number, share: number): number {
  const wave = Math.sin(2 * Math.PI * hz * t) + 0.25 * Math.sin(4 * Math.PI * hz * t);
  return 0.3 * wave * Math.min(1, t / 0.008) * (1 - share) ** 1.6;
}

/** RIFF, one channel of 16-bit samples. */
function wav(samples: Float64Array): Buffer {
  const out = Buffer.alloc(44 + samples.length * 2);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + samples.length * 2, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(RATE, 24);
  out.writeUInt32LE(RATE * 2, 28);
  out.writeUInt16LE(2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36);
  out.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => {
    out.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + i * 2);
  });
  return out;
}
