/**
 * Makes something under the first code that is free: the base, or the base and a number. `make` answers null where somebody
 * has taken the code since it was looked; then the next one is tried.
 */
export async function makeUnderCode<Made>(
  { base, taken }: { base: string; taken: readonly { code: string }[] },
  make: (code: string) => Promise<Made | null>,
): Promise<{ code: string; made: Made }> {
  const codes = new Set(taken.map(({ code }) => code));
  for (let number = 1; ; number++) {
    const code = number === 1 ? base : `${base}-${number}`;
    const made = codes.has(code) ? null : await make(code);
    if (made !== null) return { code, made };
  }
}
