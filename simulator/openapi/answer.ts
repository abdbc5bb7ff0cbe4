import type { Checked as CheckedOrRefused } from "../content/checked.ts";
import type { GatewayAnswer } from "../generation.ts";
import { forge, type RsaType, signText } from "../sign/rsa.ts";
import { encryptText } from "./content-cipher.ts";

export type Members = Readonly<Record<string, unknown>>;

/** A failure as the gateway words it (openapi.md 5, "Result members"). */
export type Refusal = { readonly code: string; readonly subCode: string; readonly subMsg: string };

export type Checked<T> = CheckedOrRefused<T, Refusal>;

/** How to sign an answer; without a key, unsigned (openapi.md 5.8). */
export type AnswerKey =
  | { readonly privateKey: string; readonly signType: RsaType; readonly alipayCertSn?: string }
  | undefined;

const MESSAGES: Readonly<Record<string, string>> = {
  "10000": "Success",
  "20000": "Service Currently Unavailable",
  "20001": "Insufficient Token Permissions",
  "40001": "Missing Required Arguments",
  "40002": "Invalid Arguments",
  "40004": "Business Failed",
  "40005": "Call Limited",
  "40006": "Insufficient Permissions",
};

export function refusal(code: string, subCode: string, subMsg: string): Refusal {
  return { code, subCode, subMsg };
}

export function businessRefusal(subCode: string, subMsg: string): Refusal {
  return refusal("40004", subCode, subMsg);
}

export function successMembers(members: Members): Members {
  return { code: "10000", msg: MESSAGES["10000"], ...members };
}

export function refusalMembers({ code, subCode, subMsg }: Refusal): Members {
  return { code, msg: MESSAGES[code] ?? "Error", sub_code: subCode, sub_msg: subMsg };
}

/** Where an answer goes: the member that is signed is `<method with _>_response` or `error_response`. */
export type AnswerWay = { readonly node: string; readonly key: AnswerKey; readonly contentKey?: string | undefined };

/** With a content key the node is a text, and its quotes are signed with it (openapi.md 4). */
export function makeAnswer({ node, key, contentKey }: AnswerWay, members: Members): GatewayAnswer {
  const plain = toGatewayJson(members);
  const text = contentKey === undefined ? plain : `"${encryptText(plain, contentKey)}"`;
  const code = String(members.code);
  return {
    contentType: "application/json;charset=utf-8",
    verdict: members.sub_code === undefined ? code : `${code} ${String(members.sub_code)}`,
    render: (how) => {
      if (!key || how === "none") return `{"${node}":${text}}`;
      const signature = signText(text, key.privateKey, key.signType);
      const sign = toGatewayJson(how === "forged" ? forge(signature) : signature);
      const certificate = key.alipayCertSn === undefined ? "" : `,"alipay_cert_sn":"${key.alipayCertSn}"`;
      return `{"${node}":${text},"sign":${sign}${certificate}}`;
    },
  };
}

/** Real answers escape every slash, and a shop must verify the text as it came (openapi.md 5.4). ASCII: good for any charset. */
function toGatewayJson(value: unknown): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[^\x20-\x7e]/g, escapeUnit);
}
