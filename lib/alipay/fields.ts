export type FieldProblem =
  | "missing"
  | "not_text"
  | "unknown_field"
  | "too_long"
  | "malformed"
  | "ambiguous_character"
  | "out_of_range"
  | "sum_differs";

export type Invalid<Field extends string> = { ok: false; field: Field; problem: FieldProblem };

export type FieldRule = {
  required?: true;
  /** In UTF-16 units as Java counts characters: never more generous than Alipay. */
  maxLength: number;
  pattern?: RegExp;
  /** The gateway echoes the text inside a `name=value&…` sign string: `&` and `=` would make that string ambiguous (B8). */
  echoed?: true;
};

export type FieldRules<Field extends string> = Readonly<Record<Field, FieldRule>>;

/** Holds each member against its rule, in the order of the table, and names the first that breaks it; null when all hold. */
export function findInvalid<Field extends string>(
  input: Readonly<Partial<Record<Field, string>>>,
  rules: FieldRules<Field>,
): Invalid<Field> | null {
  for (const field of Object.keys(input) as Field[]) {
    if (!Object.hasOwn(rules, field)) return { ok: false, field, problem: "unknown_field" };
  }
  for (const field of Object.keys(rules) as Field[]) {
    const problem = problemOf(input[field], rules[field]);
    if (problem) return { ok: false, field, problem };
  }
  return null;
}

/** Names the object that the member stands in. */
export function underPath(path: string, invalid: Invalid<string> | null): Invalid<string> | null {
  return invalid && { ...invalid, field: `${path}.${invalid.field}` };
}

function problemOf(value: unknown, rule: FieldRule): FieldProblem | null {
  if (value === undefined) return rule.required ? "missing" : null;
  if (typeof value !== "string") return "not_text";
  if (value.trim() === "") return "missing";
  if (value.length > rule.maxLength) return "too_long";
  // A lone surrogate would be sent as another character than was signed; control characters have no place in any member.
  if (!value.isWellFormed() || /\p{Cc}/u.test(value)) return "malformed";
  if (rule.echoed && /[&=]/.test(value)) return "ambiguous_character";
  return rule.pattern && !rule.pattern.test(value) ? "malformed" : null;
}

/** Alipay's own number of a trade. */
export const tradeNoRule = { required: true, maxLength: 64, pattern: /^[0-9A-Za-z_-]+$/ } as const;

/** The merchant's trade number, the idempotence key of every operation (openapi.md section 6.1, seed-notes 1.26). */
export const outTradeNoRule = { required: true, maxLength: 64, pattern: /^[A-Za-z0-9_]+$/ } as const;
