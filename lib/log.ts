export type LogLevel = "info" | "warn" | "error";

/** Fields that are never written, whatever they hold. */
const SECRET_NAME = /key|secret|password|token|cookie|authorization|sign$/i;

const safe = (name: string, value: unknown): unknown => {
  if (SECRET_NAME.test(name)) return "[hidden]";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string" && value.length > 500) return `${value.slice(0, 500)}…`;
  return value;
};

/**
 * One structured line per decision: UTC time, level, event and flat fields. JSON escapes control characters, so a
 * value cannot forge a line. Ids and outcomes belong here; bodies, keys and buyers do not.
 */
export function log(level: LogLevel, event: string, fields: Record<string, unknown> = {}): void {
  const entry: Record<string, unknown> = { at: new Date().toISOString(), level, event };
  for (const [name, value] of Object.entries(fields)) entry[name] = safe(name, value);
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** What is known of a thrown value, for a log line. */
export const errorFields = (error: unknown): Record<string, unknown> =>
  error instanceof Error ? { error: error.message, stack: error.stack } : { error: String(error) };
