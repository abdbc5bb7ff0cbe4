import { pageAudio } from "./page-audio.ts";

/** paid: it is done. trouble: somebody must look. expiring: a code is about to end. */
export type ToneKind = "paid" | "trouble" | "expiring";

type Note = { hertz: number; from: number; seconds: number; strength: number };

/** Our own: two short rising notes, one long low one, one soft click. */
export const TONES: Record<ToneKind, readonly Note[]> = {
  paid: [
    { hertz: 784, from: 0, seconds: 0.11, strength: 0.9 },
    { hertz: 1_175, from: 0.11, seconds: 0.14, strength: 0.9 },
  ],
  // Small speakers lose what is lower.
  trouble: [{ hertz: 233, from: 0, seconds: 0.6, strength: 1 }],
  expiring: [{ hertz: 1_400, from: 0, seconds: 0.03, strength: 0.35 }],
};

const EDGE = 0.008;

/** What the ear takes for half as loud is far less than half of the strength. Percent in. */
export const strengthOf = (volume: number): number => (volume / 100) ** 2;

/** Plays a tone at a volume in percent and returns its length in seconds. */
export function playTone(kind: ToneKind, volume: number): number {
  const audio = pageAudio();
  for (const { hertz, from, seconds, strength } of TONES[kind]) {
    const start = audio.currentTime + from;
    const end = start + seconds;
    const gain = audio.createGain();
    const loud = strength * strengthOf(volume);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loud, start + EDGE);
    gain.gain.setValueAtTime(loud, end - EDGE);
    gain.gain.linearRampToValueAtTime(0, end);
    const note = audio.createOscillator();
    note.type = "triangle";
    note.frequency.value = hertz;
    note.connect(gain).connect(audio.destination);
    note.start(start);
    note.stop(end);
  }
  return Math.max(...TONES[kind].map(({ from, seconds }) => from + seconds));
}
