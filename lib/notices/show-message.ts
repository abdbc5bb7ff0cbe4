import { isSecretName } from "#lib/hide-secrets.ts";

export type MessageField = { name: string; value: string };

/** Who paid: shown as far as it tells two customers apart (S27). */
const OF_BUYER = /(buyer|payer|logon|login|email|phone|mobile|card|user)(?!.*amount)/i;

const MOST_FIELDS = 100;
const MOST_CHARACTERS = 512;

/** The words of a notification, field by field, for people: without signatures, and of customers no more than a few letters. */
export function showMessage(body: Uint8Array): MessageField[] {
  const text = new TextDecoder().decode(body);
  return (asJson(text) ?? [...new URLSearchParams(text)])
    .slice(0, MOST_FIELDS)
    .map(([name, value]) => ({ name, value: shown(name, value) }));
}

function shown(name: string, value: string): string {
  if (isSecretName(name) || /signature$/i.test(name)) return "…";
  if (OF_BUYER.test(name) && value !== "") return masked(value);
  return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
}

const masked = (value: string): string => {
  const letters = [...value];
  return letters.length <= 4 ? "***" : `${letters.slice(0, 2).join("")}***${letters.slice(-2).join("")}`;
};

function asJson(text: string): [string, string][] | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    return flat("", JSON.parse(text));
  } catch {
    return null;
  }
}

function flat(name: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(name === "" ? key : `${name}.${key}`, inner));
}
