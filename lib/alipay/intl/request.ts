import { type FieldRules, findInvalid, type Invalid } from "../fields.ts";
import type { GatewayRequest } from "../send.ts";
import { addressOf, type IntlConfig, type IntlOperation, operationNames } from "./config.ts";
import { sealEnvelope } from "./envelope.ts";
import { formatRfc3339 } from "./rfc3339.ts";

/** The version of the whole set, in every head (seed 002). */
export const version = "2.0.0";

/** `reqMsgId` is new for every request, a repeat included, and comes back in its answer; it is no idempotence key (seed 002). */
export type Stamp = { at: Date; reqMsgId: string };

/** `field` is the path of the member that may not be sent, such as `order.orderTitle`. */
export type Built = { ok: true; request: GatewayRequest } | Invalid<string>;

/** Lengths of seed 002, Header and Body. */
const commonRules: FieldRules<"clientId" | "reqMsgId" | "merchantId"> = {
  clientId: { required: true, maxLength: 32, pattern: /^[!-~]+$/ },
  reqMsgId: { required: true, maxLength: 64, pattern: /^[!-~]+$/ },
  merchantId: { required: true, maxLength: 64, pattern: /^[!-~]+$/ },
};

/** Builds the signed POST of any operation around a body whose members were checked. */
export async function buildRequest(
  { operation, body }: { operation: IntlOperation; body: Readonly<Record<string, unknown>> },
  config: IntlConfig,
  { at, reqMsgId }: Stamp,
): Promise<Built> {
  const { clientId, merchantId } = config;
  const invalid = findInvalid({ clientId, reqMsgId, merchantId }, commonRules);
  if (invalid) return invalid;
  const head = {
    version,
    function: operationNames[operation],
    clientId,
    reqTime: formatRfc3339(at),
    reqMsgId,
    reserve: "{}",
  };
  const message = JSON.stringify({ head, body: { merchantId, ...body } });
  return {
    ok: true,
    request: {
      url: addressOf(operation, config),
      headers: { "content-type": "application/json; charset=UTF-8" },
      body: await sealEnvelope("request", message, config),
    },
  };
}
