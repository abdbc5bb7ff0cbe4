export const REFERENCE_LIMIT = 64;

/** Characters as people count them in a form: code points. */
export const referenceLength = (text: string): number => [...text].length;

/** Why a reference is not taken, or null. Nothing is ever cut or cleaned. */
export function referenceProblem(text: string): "too_long" | "bad_characters" | null {
  if (referenceLength(text) > REFERENCE_LIMIT) return "too_long";
  return /\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(text) ? "bad_characters" : null;
}
