export type Fields = Readonly<Record<string, string>>;
export type Changes = Readonly<Record<string, string | undefined>>;

/** A notice as Alipay posts it. */
export const encodeNotice = (fields: Fields): Buffer => Buffer.from(new URLSearchParams(fields).toString());

/** A member set to undefined is left out. */
export function withChanges(fields: Fields, changes: Changes): Record<string, string> {
  const changed = Object.entries({ ...fields, ...changes });
  return Object.fromEntries(changed.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
