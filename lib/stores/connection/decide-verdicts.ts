import { type Blame, blameOf } from "#lib/payments/entries/blame.ts";
import type { Failure } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import type { Exchange } from "./ask-gateway.ts";
import { failed, ok, unclear, warn } from "./make-found.ts";
import { type Heard, readExchange } from "./read-exchange.ts";
import type { Check, Finding, Found, Subject } from "./view.ts";

/** The checks that an exchange answers. */
export const EXCHANGED = ["request", "answer", "product", "currency", "clock"] as const satisfies Check[];

/** `refusedCurrencies`: those which the account's generation never sells in. */
type Asked = Pick<Subject, "generation" | "settings"> & { exchange: Exchange; refusedCurrencies: readonly string[] };

export function decideVerdicts(asked: Asked): Record<(typeof EXCHANGED)[number], Found> {
  const heard = readExchange(asked.exchange, accountKind(asked.generation).reasonOf);
  const product = productFound(asked, heard);
  return {
    request: requestFound(asked, heard),
    answer: answerFound(asked, heard),
    product,
    currency: currencyFound(asked, heard, product),
    clock: clockFound(asked, heard),
  };
}

const NO_ROUTES: Readonly<Record<string, Finding>> = {
  dns: "no_route_dns",
  tls: "no_route_tls",
  timeout: "no_route_timeout",
  private_address: "no_route_inside",
  http_status: "gateway_error",
};

/** Which entry has to be set anew. One MD5 key does what elsewhere two keys do. */
const BLAMED: Readonly<Record<Blame, Finding>> = {
  id: "wrong_id",
  key: "wrong_key",
  unknown_key: "no_key_known",
  sign_type: "wrong_sign_type",
  aes_key: "wrong_aes_key",
  auth_token: "wrong_auth_token",
};

const IDS = { openapi: "appId", mapi: "partner", intl: "clientId" } as const;

function requestFound(asked: Asked, heard: Heard): Found {
  const { generation, settings, exchange } = asked;
  const { silence, flaw, unanswered, said } = heard;
  if (silence !== null) return failed(NO_ROUTES[silence] ?? "no_route", { code: silence });
  for (const { code, told } of said) {
    const blame = blameOf(code);
    if (blame !== null) {
      const finding = blame === "key" && signTypeOf(settings) === "MD5" ? "wrong_md5_key" : BLAMED[blame];
      return failed(finding, { code: told, field: IDS[generation] });
    }
  }
  if (clockExplains(exchange, said)) return unclear("mend_first");
  if (isBusy(said)) return unclear("busy");
  if (unanswered !== null) return failed("part_silent", unanswered);
  if (flaw === null) return ok("accepted");
  return isDisproved(asked, heard) ? unclear("mend_first") : unclear("not_told", { code: said[0]?.told ?? flaw });
}

/** Where the key stands that proves Alipay's answers. */
const ALIPAY_KEYS = { key: "alipayPublicKey", certificate: "alipayCertificate" } as const;

function answerFound({ settings }: Asked, { silence, flaw, unproved }: Heard): Found {
  if (silence !== null) return unclear("not_asked");
  if (unproved !== null && unproved.flaw !== NEXT_CERTIFICATE) {
    // The keys are right: they have proved another answer.
    return (CHANGED.has(unproved.flaw) ? failed : unclear)("one_unproved", { code: unproved.code });
  }
  const why = unproved?.flaw ?? flaw;
  switch (why) {
    case null:
      return ok("verified");
    case "bad_signature": {
      if (signTypeOf(settings) === "MD5") return failed("wrong_md5_key");
      const holdsCertificate = "alipayCertificate" in (settings as object);
      return failed("alipay_key", { field: ALIPAY_KEYS[holdsCertificate ? "certificate" : "key"] });
    }
    case NEXT_CERTIFICATE:
      return failed("next_certificate");
    case "not_decrypted":
      return failed("wrong_aes_key", { code: why });
    case "other_sign_type":
      return failed("wrong_sign_type", { code: why });
    case "no_signature":
    case "unsigned_refusal":
      return unclear("unsigned");
    default:
      return unclear("unreadable_answer", { code: why });
  }
}

const NEXT_CERTIFICATE = "unknown_certificate";

/** What no gateway of Alipay's does to one answer alone. */
const CHANGED: ReadonlySet<string> = new Set(["bad_signature", "not_decrypted", "other_sign_type"]);

/** Nothing that such answers say is believed: their proof is mended first. */
const isDisproved = (asked: Asked, heard: Heard): boolean => answerFound(asked, heard).state === "failed";

/** What a refused code says of the contract, by the reason that a cashier reads. */
const OF_PRODUCT: Readonly<Partial<Record<Failure, Found>>> = {
  contract: failed("no_contract"),
  merchant_blocked: failed("blocked"),
  notify_address: failed("notify_wanted"),
  settings: failed("wrong_setting"),
  // The gateway came as far as to look at the amount; which it looks at first, no page says.
  amount_limit: unclear("amount"),
  currency: unclear("mend_first"),
};

function productFound(asked: Asked, heard: Heard): Found {
  const { exchange, refusedCurrencies } = asked;
  const { silence, said, blind } = heard;
  const { codes } = exchange;
  if (silence !== null) return unclear("not_asked");
  if (said.some(({ code }) => blameOf(code) !== null) || clockExplains(exchange, said)) return unclear("mend_first");
  if (isBusy(said)) return unclear("busy");
  const refusals = said.filter(({ reason }) => reason !== null);
  const known = refusals.flatMap(({ told, reason }) => {
    const found = reason && OF_PRODUCT[reason];
    return found ? [{ ...found, facts: { code: told } }] : [];
  });
  const worst = known.find(({ state }) => state === "failed");
  if (worst)
    return worst.finding === "no_contract" && isCancelAlone(refusals) ? { ...worst, finding: "no_cancel" } : worst;
  const isMade = codes.some(({ outcome }) => outcome.kind === "code");
  if (isMade && blind === null) return ok("product_on");
  if (codes.length === 0) return unclear(refusedCurrencies.length > 0 ? "mend_first" : "no_store");
  if (isDisproved(asked, heard)) return unclear("mend_first");
  if (isMade) return unclear("not_told", blind ?? {});
  const refusal = refusals.find(({ reason }) => reason !== "currency") ?? refusals[0];
  return (
    known.find(({ facts }) => facts.code === refusal?.told) ??
    unclear("not_told", { code: refusal?.told ?? whyNone(codes) })
  );
}

/** Codes and queries are in the contract; what ends a sale that nobody pays is not (mapi.md section 4.3). */
const isCancelAlone = (refusals: Heard["said"]): boolean =>
  refusals.every(({ operation, reason }) => reason !== "contract" || operation === "cancel");

/** Why there is neither a code nor a refusal. */
const whyNone = (codes: Exchange["codes"]): string =>
  codes.map(({ outcome }) => ("why" in outcome ? outcome.why : outcome.kind)).join(", ");

function currencyFound({ exchange: { codes }, refusedCurrencies }: Asked, { said }: Heard, product: Found): Found {
  if (refusedCurrencies.length > 0) return failed("never_sells", { currencies: refusedCurrencies.join(", ") });
  const refused = said.filter(({ reason, currency }) => reason === "currency" && currency !== null);
  if (refused[0]) {
    return failed("currency_refused", {
      currencies: refused.map(({ currency }) => currency).join(", "),
      code: refused[0].told,
    });
  }
  if (codes.length === 0) return unclear("no_store");
  const others = codes.filter(({ outcome }) => outcome.kind !== "code");
  if (others.length === 0) {
    return ok("currencies_taken", { currencies: codes.map(({ currency }) => currency).join(", ") });
  }
  if (product.state === "ok") return unclear("not_told", { code: whyNone(others) });
  return product.state === "unclear" ? product : unclear("mend_first");
}

/** ±15 minutes are assumed (clarification 7); by a fifth of it somebody should know. */
const MOST_SKEW_MS = 15 * 60_000;
const NOTED_SKEW_MS = 3 * 60_000;

function clockFound({ exchange: { aheadMs } }: Asked, { silence, said }: Heard): Found {
  if (silence !== null && aheadMs === null) return unclear("not_asked");
  if (aheadMs !== null && Math.abs(aheadMs) >= NOTED_SKEW_MS) {
    const minutes = Math.round(Math.abs(aheadMs) / 60_000);
    const state = Math.abs(aheadMs) >= MOST_SKEW_MS ? failed : warn;
    return state(aheadMs > 0 ? "clock_ahead" : "clock_behind", { minutes });
  }
  const refused = said.find(({ reason }) => reason === "clock");
  if (refused) return failed("clock_refused", { code: refused.told });
  return aheadMs === null ? unclear("no_date") : ok("clock_right");
}

const signTypeOf = (settings: unknown): unknown => (settings as { signType?: unknown }).signType;

/** A gateway that has one code for whatever it dislikes may mean the time, where that is far off (clarification 7). */
const clockExplains = ({ aheadMs }: Exchange, said: Heard["said"]): boolean =>
  said.some(({ reason }) => reason === "clock" || (reason !== null && Math.abs(aheadMs ?? 0) >= MOST_SKEW_MS));

const isBusy = (said: Heard["said"]): boolean => said.some(({ reason }) => reason === "busy");
