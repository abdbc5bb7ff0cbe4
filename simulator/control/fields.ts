/** The members of a call's JSON body. */
export type Fields = Readonly<Record<string, unknown>>;

export type Reply = { readonly kind: "done" | "not-found" | "invalid"; readonly body: object };

export function done(body: object = { ok: true }): Reply {
  return { kind: "done", body };
}

export function invalid(error: string): Reply {
  return { kind: "invalid", body: { error } };
}

export function notFound(error: string): Reply {
  return { kind: "not-found", body: { error } };
}

export function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function wholeNumberField(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
