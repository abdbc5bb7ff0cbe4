import type { Checked as CheckedOrRefused } from "../content/checked.ts";
import type { GatewayAnswer } from "../generation.ts";
import { signedText } from "../sign/joined-text.ts";
import { currentSettings, type World } from "../world.ts";
import { gbkEncoder } from "./gbk.ts";
import { forgeSignature, type MapiKey, signFor, UNSIGNED } from "./sign.ts";
import { bareAmpersands, escapeXml } from "./xml.ts";

/** The flat children of the answer's `<response>`. */
export type Members = Readonly<Record<string, string>>;

/** `gateway`: the request was not taken (`is_success=F`). `business`: it was, and failed (`result_code=FAIL`). mapi.md 3. */
export type Refusal =
  | { readonly kind: "gateway"; readonly error: string }
  | { readonly kind: "business"; readonly code: string; readonly description: string };

export type Checked<T> = CheckedOrRefused<T, Refusal>;

/** A request that was taken: its answer echoes it and is signed for its merchant. */
export type Asker = { readonly key: MapiKey; readonly echo: Members };

export function gatewayRefusal(error: string): Refusal {
  return { kind: "gateway", error };
}

export function businessRefusal(code: string, description: string): Refusal {
  return { kind: "business", code, description };
}

export function invalidParameter(name: string, why: string): Refusal {
  return businessRefusal("INVALID_PARAMETER", `${name} ${why}`);
}

export function failMembers(code: string, description: string, resultCode = "FAIL"): Members {
  return { result_code: resultCode, detail_error_code: code, detail_error_des: description };
}

/** `is_success=F` carries an error alone, without a signature (seed 000). */
export function gatewayError(error: string): GatewayAnswer {
  const text = `<?xml version="1.0" encoding="utf-8"?>\n<alipay>\n<is_success>F</is_success>\n<error>${error}</error>\n</alipay>`;
  return { contentType: "text/xml;charset=UTF-8", verdict: `F ${error}`, render: () => text };
}

export function makeAnswer(world: World, { key, echo }: Asker, members: Members): GatewayAnswer {
  const { mapiAnswerCharset: charset, mapiRawAmpersand } = currentSettings(world);
  const encode = charset === "GBK" ? gbkEncoder() : (text: string) => Buffer.from(text);
  const asSample = mapiRawAmpersand ? bareAmpersands : (escaped: string) => escaped;
  const request = Object.entries(echo).map(([name, value]) => element("param", value, ` name="${escapeXml(name)}"`));
  const response = Object.entries(members).map(([name, value]) => asSample(element(name, value)));
  return {
    contentType: `text/xml;charset=${charset}`,
    verdict: [members.result_code, members.detail_error_code].filter(Boolean).join(" "),
    render: (how) => {
      const bytes = new Map(Object.entries(members).map(([name, value]) => [name, encode(value)]));
      const signature = signFor(world, key, signedText(bytes, UNSIGNED));
      const sign = how === "forged" ? forgeSignature(key, signature) : signature;
      const seal = how === "none" ? [] : [element("sign", sign), element("sign_type", key.signType)];
      const lines = [
        `<?xml version="1.0" encoding="${charset}"?>`,
        ...["<alipay>", "<is_success>T</is_success>", "<request>", ...request, "</request>"],
        ...["<response>", "<alipay>", ...response, "</alipay>", "</response>", ...seal, "</alipay>"],
      ];
      return encode(lines.join("\n"));
    },
  };
}

function element(name: string, text: string, attributes = ""): string {
  return `<${name}${attributes}>${escapeXml(text)}</${name}>`;
}
