import type { Checked as CheckedOrRefused } from "../content/checked.ts";
import type { Content } from "../content/members.ts";
import type { GatewayAnswer } from "../generation.ts";
import { forge, signText } from "../sign/rsa.ts";
import type { World } from "../world.ts";
import type { IntlMerchant } from "./merchant.ts";
import { formatTime } from "./time.ts";

/** A failure as `resultInfo` words it (intl.md 3). */
export type Refusal = { readonly code: string; readonly message: string };

export type Checked<T> = CheckedOrRefused<T, Refusal>;

/** What an answer's head gives back (intl.md 1, "Head"). */
export type Asked = { readonly function: string; readonly clientId: string; readonly reqMsgId: string };

/** Codes of seed 002; below the line names that sister products use, with ids of our own: none is documented (codes.md 4). */
const CODES: Readonly<Record<string, { readonly id: string; readonly status: string }>> = {
  SUCCESS: { id: "00000000", status: "S" },
  PROCESS_FAIL: { id: "00000019", status: "F" },
  UNKNOWN_EXCEPTION: { id: "00000901", status: "U" },
  PARAM_ILLEGAL: { id: "00000004", status: "F" },
  INVALID_SIGNATURE: { id: "00000007", status: "F" },
  KEY_NO_FOUND: { id: "00000008", status: "F" },
  NO_INTERFACE_DEF: { id: "00000013", status: "F" },
  API_IS_INVALID: { id: "00000014", status: "F" },
  OAUTH_FAILED: { id: "00000016", status: "F" },
  ACCESS_DENIED: { id: "00000021", status: "F" },
  CLIENT_FORBIDDEN_ACCESS_API: { id: "12014152", status: "F" },
  UNKNOWN_CLIENT: { id: "12014155", status: "F" },
  INVALID_CLIENT_STATUS: { id: "12014156", status: "F" },
  REQUEST_TRAFFIC_EXCEED_LIMIT: { id: "00000024", status: "F" },
  // Not of the seed:
  ORDER_NOT_EXIST: { id: "99000001", status: "F" },
  ORDER_IS_CLOSED: { id: "99000002", status: "F" },
  ORDER_IS_PAID: { id: "99000003", status: "F" },
  REPEAT_REQ_INCONSISTENT: { id: "99000004", status: "F" },
  CANCEL_WINDOW_EXCEED: { id: "99000005", status: "F" },
  ORDER_STATUS_INVALID: { id: "99000006", status: "F" },
  REFUND_AMOUNT_EXCEED: { id: "99000007", status: "F" },
  REFUND_WINDOW_EXCEED: { id: "99000008", status: "F" },
  MERCHANT_BALANCE_NOT_ENOUGH: { id: "99000009", status: "F" },
};

export function refusal(code: string, message: string): Refusal {
  return { code, message };
}

export function illegalParam(name: string, why: string): Refusal {
  return refusal("PARAM_ILLEGAL", `${name} ${why}`);
}

/** @param status the code's own unless a fault wants another */
export function resultInfo(code: string, message: string, status?: string): Content {
  const known = CODES[code];
  return {
    resultStatus: status ?? known?.status ?? "F",
    resultCodeId: known?.id ?? "99009999",
    resultCode: code,
    resultMsg: message,
  };
}

/** Signed for a known client; for nobody there is no key to agree on, so an answer to nobody proves nothing. */
export function makeAnswer(
  world: World,
  to: { readonly asked: Asked; readonly merchant: IntlMerchant | undefined },
  body: Content,
): GatewayAnswer {
  const { function: name, clientId, reqMsgId } = to.asked;
  const head = {
    version: "2.0.0",
    function: name,
    clientId,
    respTime: formatTime(world.machineNow()),
    reqMsgId,
    reserve: "{}",
  };
  const text = toGatewayJson({ head, body });
  const { resultStatus, resultCode } = body.resultInfo as Content;
  return {
    contentType: "application/json;charset=UTF-8",
    verdict: `${String(resultStatus)} ${String(resultCode)}`,
    render: (how) => {
      if (!to.merchant || how === "none") return `{"response":${text}}`;
      return `{"response":${text},"signature":"${signatureOf(world, to.merchant, { text, forged: how === "forged" })}"}`;
    },
  };
}

/** Alipay's, with the hash that was agreed with this merchant (intl.md 2.2). */
export function signatureOf(
  world: World,
  { signType }: { readonly signType: IntlMerchant["signType"] },
  { text, forged }: { readonly text: string; readonly forged: boolean },
): string {
  const signature = signText(text, world.merchants.alipay().privateKey, signType);
  return forged ? forge(signature) : signature;
}

/** Slashes may come escaped: the text must be verified as it came (intl.md 2.5). */
export function toGatewayJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("/", "\\/");
}
