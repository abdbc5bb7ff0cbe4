/** Shared by all tabs of a registered till, and still there when its page is opened again. */
const KEY = "scantill.touch";

/** When somebody last touched this till; now, where nobody has yet. */
export function lastTouch(): number {
  const noted = Number(localStorage.getItem(KEY));
  if (noted === 0) noteTouch();
  return noted || Date.now();
}

export const noteTouch = (): void => localStorage.setItem(KEY, `${Date.now()}`);

/** Whoever signs in by password has just been there. */
export const forgetTouch = (): void => localStorage.removeItem(KEY);
