"use client";

const AUDIO = Symbol.for("scantill.audio");
const holder = globalThis as typeof globalThis & { [AUDIO]?: AudioContext };

/** The one way of a page to make sound. Browsers keep it silent until it was primed by a touch or a key. */
export function pageAudio(): AudioContext {
  holder[AUDIO] ??= new AudioContext();
  return holder[AUDIO];
}

/** Lets this page sound from now on. Works only from within a touch, a click or a key. */
export async function primeSound(): Promise<void> {
  const audio = pageAudio();
  // Calls, other apps and sleep take the sound away again on some devices: each touch asks for it anew.
  if (audio.state !== "running") await audio.resume();
}

export const canSound = (): boolean => holder[AUDIO]?.state === "running";
