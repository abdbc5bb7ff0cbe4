/** What was read, or why it is refused in the words of the generation that reads it. */
export type Checked<Value, Why> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Why };

export function accepted<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<Why>(why: Why): { readonly ok: false; readonly refusal: Why } {
  return { ok: false, refusal: why };
}
