import type { TypedAccount } from "#lib/stores/manage/commands.ts";
import type { AccountSummary, AccountView } from "#lib/stores/manage/view.ts";
import { firstEntries, formOf, TRUST, type TypedEntries } from "./fields.ts";

type Generation = AccountSummary["generation"];

/** Stored entries as a form shows them. `marks` names the keys that are stored. */
export function typedOf(
  generation: Generation,
  settings: AccountView["settings"],
  marks: readonly string[],
): TypedEntries {
  const shown = Object.entries(settings).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join("\n") : value,
  ]);
  const trust = marks.includes("appCertificate") ? { [TRUST]: "certificates" } : {};
  return { ...firstEntries[generation], ...Object.fromEntries(shown), ...trust };
}

type Form = {
  generation: Generation;
  practice: boolean;
  typed: TypedEntries;
  /** Keys and secrets that are stored, and which of them are to go. */
  marks: readonly string[];
  dropped: readonly string[];
};

/** What goes to the server: entries whose fields are shown, and the names of the stored keys that nobody typed anew. */
export function sentOf({ generation, practice, typed, marks, dropped }: Form): Pick<TypedAccount, "entries" | "keep"> {
  const { main, further } = formOf(generation, typed, practice);
  const fields = [...main, ...further];
  const keyTyped = isTyped(typed.alipayPublicKey);
  const keep = fields
    .map(({ name }) => name)
    .filter((name) => marks.includes(name) && !isTyped(typed[name]) && !dropped.includes(name));
  const formerStays =
    fields.some(({ name }) => name === "alipayPublicKey") && !keyTyped && marks.includes("formerAlipayPublicKey");
  const entries = fields.flatMap(({ name, kind }): [string, TypedAccount["entries"][string]][] => {
    const value = typed[name];
    if (value === undefined) return [];
    if (kind === "lines" && typeof value === "string") return [[name, value.split("\n")]];
    return [[name, typeof value === "object" ? { bytes: value.bytes } : value]];
  });
  const until = keyTyped || formerStays ? typed.formerKeyUntil : undefined;
  return {
    entries: {
      ...Object.fromEntries(entries),
      ...(typeof until === "string" && until !== "" ? { formerKeyUntil: until } : {}),
    },
    keep: [...keep, ...(formerStays ? ["formerAlipayPublicKey"] : [])],
  };
}

export const isTyped = (value: TypedEntries[string] | undefined): boolean =>
  typeof value === "object" || (typeof value === "string" && value.trim() !== "");
