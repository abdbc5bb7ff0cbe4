import type { z } from "zod";
import { mapiCurrencies } from "#lib/alipay/mapi/amount.ts";
import type { AccountContext, OpenedAccount } from "./account.ts";
import type { Gateway, Generation } from "./gateway.ts";
import { intlAccount, intlSecrets, intlSettings } from "./intl/account.ts";
import { intlGateway } from "./intl/adapter.ts";
import { mapiConfig, mapiSecrets, mapiSettings } from "./mapi/account.ts";
import { mapiGateway } from "./mapi/adapter.ts";
import { openapiConfig, openapiSecrets, openapiSettings } from "./openapi/account.ts";
import { openapiGateway } from "./openapi/adapter.ts";

/** One generation: the shape of its accounts, and how an account is opened. */
type Kind = {
  /** Whether an account of this generation can sell in a currency. */
  sells(currency: string): boolean;
  settings: z.ZodObject;
  secrets: z.ZodObject;
  open(settings: unknown, secrets: unknown, context: AccountContext): OpenedAccount<Gateway>;
};

const openapi: Kind = {
  // openapi.md section 1: precreate has no currency member.
  sells: (currency) => currency === "CNY",
  settings: openapiSettings,
  secrets: openapiSecrets,
  open(settings, secrets, context) {
    const config = openapiConfig(openapiSettings.parse(settings), openapiSecrets.parse(secrets), context);
    return config.ok ? { ok: true, account: openapiGateway(config.account, context) } : config;
  },
};

const mapi: Kind = {
  sells: (currency) => mapiCurrencies.includes(currency),
  settings: mapiSettings,
  secrets: mapiSecrets,
  open(settings, secrets, context) {
    const config = mapiConfig(mapiSettings.parse(settings), mapiSecrets.parse(secrets), context);
    return config.ok ? { ok: true, account: mapiGateway(config.account, context) } : config;
  },
};

const intl: Kind = {
  // seed 002, order: the amount names its currency; which ones a contract allows, only Alipay knows.
  sells: (currency) => /^[A-Z]{3}$/.test(currency),
  settings: intlSettings,
  secrets: intlSecrets,
  open(settings, secrets, context) {
    const account = intlAccount(intlSettings.parse(settings), intlSecrets.parse(secrets), context);
    return account.ok ? { ok: true, account: intlGateway(account.account, context) } : account;
  },
};

const KINDS: Readonly<Record<Generation, Kind>> = { openapi, mapi, intl };

export const accountKind = (generation: Generation): Kind => KINDS[generation];

/** Opens an account whose settings and secrets were validated by its kind. */
export function openAccount(
  generation: Generation,
  credentials: { settings: unknown; secrets: unknown },
  context: AccountContext,
): OpenedAccount<Gateway> {
  return KINDS[generation].open(credentials.settings, credentials.secrets, context);
}
