import type { z } from "zod";
import { mapiCurrencies } from "#lib/alipay/mapi/amount.ts";
import type { AccountContext, Opened } from "./account.ts";
import type { Failure, Gateway, Generation } from "./gateway.ts";
import { intlSecrets, intlSettings, openIntlAccount } from "./intl/account.ts";
import { intlGateway } from "./intl/adapter.ts";
import { reasonOf as intlReason } from "./intl/reasons.ts";
import { mapiSecrets, mapiSettings, openMapiAccount } from "./mapi/account.ts";
import { mapiGateway } from "./mapi/adapter.ts";
import { reasonOf as mapiReason } from "./mapi/reasons.ts";
import { openapiSecrets, openapiSettings, openOpenapiAccount } from "./openapi/account.ts";
import { openapiGateway } from "./openapi/adapter.ts";
import { reasonOf as openapiReason } from "./openapi/reasons.ts";

type Credentials = { settings: unknown; secrets: unknown };

/** One generation: the shape of its accounts, and how an account is opened. */
type Kind = {
  /** Whether an account of this generation can sell in a currency. */
  sells(currency: string): boolean;
  settings: z.ZodObject;
  secrets: z.ZodObject;
  /** What a refusal's code means, whatever was asked for, in the words that a cashier reads. */
  reasonOf(code: string): Failure;
  /** For settings and secrets that have these shapes. */
  open(credentials: Credentials, context: AccountContext): Opened<Gateway>;
};

const openapi: Kind = {
  // openapi.md section 1: precreate has no currency member.
  sells: (currency) => currency === "CNY",
  settings: openapiSettings,
  secrets: openapiSecrets,
  reasonOf: openapiReason,
  open({ settings, secrets }, context) {
    const account = openOpenapiAccount(openapiSettings.parse(settings), openapiSecrets.parse(secrets), context);
    return account.ok ? { ok: true, value: openapiGateway(account.value, context) } : account;
  },
};

const mapi: Kind = {
  sells: (currency) => mapiCurrencies.includes(currency),
  settings: mapiSettings,
  secrets: mapiSecrets,
  reasonOf: mapiReason,
  open({ settings, secrets }, context) {
    const account = openMapiAccount(mapiSettings.parse(settings), mapiSecrets.parse(secrets), context);
    return account.ok ? { ok: true, value: mapiGateway(account.value, context) } : account;
  },
};

const intl: Kind = {
  // seed 002, order: the amount names its currency; which ones a contract allows, only Alipay knows.
  sells: (currency) => /^[A-Z]{3}$/.test(currency),
  settings: intlSettings,
  secrets: intlSecrets,
  reasonOf: intlReason,
  open({ settings, secrets }, context) {
    const account = openIntlAccount(intlSettings.parse(settings), intlSecrets.parse(secrets), context);
    return account.ok ? { ok: true, value: intlGateway(account.value, context) } : account;
  },
};

const KINDS: Readonly<Record<Generation, Kind>> = { openapi, mapi, intl };

export const accountKind = (generation: Generation): Kind => KINDS[generation];
