import type { IntlFunction } from "./function.ts";
import { payCancel } from "./pay-cancel.ts";
import { payQuery } from "./pay-query.ts";
import { prepareForRedirect } from "./prepare-for-redirect.ts";
import { refund } from "./refund.ts";

export const FUNCTIONS: ReadonlyMap<string, IntlFunction> = new Map([
  ["alipay.intl.acquiring.cashier.prepareForRedirect", prepareForRedirect],
  ["alipay.intl.acquiring.cashier.payQuery", payQuery],
  ["alipay.intl.acquiring.common.payCancel", payCancel],
  ["alipay.intl.acquiring.common.refund", refund],
]);

/** Dots become slashes, the last name lower case, and `.htm` behind it (intl.md 1, "Gateway"). */
export function functionOfPath(path: string): string | undefined {
  return [...FUNCTIONS.keys()].find((name) => pathOf(name) === path);
}

function pathOf(name: string): string {
  const names = name.split(".");
  return `/isupergw/${[...names.slice(0, -1), names.at(-1)?.toLowerCase()].join("/")}.htm`;
}
