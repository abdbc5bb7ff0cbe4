import { hideSecrets, isSecretName } from "./hide-secrets.ts";

export type LogLevel = "info" | "warn" | "error";

const LONGEST = 500;
/** What is looked through: hidden parts make a text shorter. */
const LOOKED_THROUGH = 4 * LONGEST;
/** Deeper than anything that is logged on purpose. */
const DEEPEST = 4;

/** What JSON leaves as it is, and a terminal or an editor takes for a command or a line end: C1 controls, bidi marks, separators. */
const ODD_CHARACTERS = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

function safeText(text: string): string {
  const hidden = hideSecrets(text.slice(0, LOOKED_THROUGH));
  return (hidden.length > LONGEST ? `${hidden.slice(0, LONGEST)}…` : hidden).replace(ODD_CHARACTERS, escaped);
}

function safe(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return safeText(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (depth === DEEPEST) return "[deep]";
  if (ArrayBuffer.isView(value)) return "[bytes]";
  if (value instanceof Error) return safe(errorFields(value), depth);
  if (Array.isArray(value)) return value.map((each) => safe(each, depth + 1));
  return safeFields(value, depth + 1);
}

const safeFields = (fields: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      safeText(name),
      isSecretName(name) ? "[hidden]" : safe(value, depth),
    ]),
  );

/**
 * One structured line per decision: UTC time, level, event and fields. A value cannot forge a line, and what is or looks like a
 * secret is hidden, by its name and by its form. Ids and outcomes belong here; bodies, keys and buyers do not.
 */
export function log(level: LogLevel, event: string, fields: Record<string, unknown> = {}): void {
  const entry = { at: new Date().toISOString(), level, event, ...safeFields(fields, 0) };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** What is known of a thrown value, for a log line; what caused it too. */
export const errorFields = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? { error: error.message, stack: error.stack, ...(error.cause === undefined ? {} : { cause: error.cause }) }
    : { error: String(error) };
