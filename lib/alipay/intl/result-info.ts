import { isObject, type JsonObject, textOf } from "../json.ts";

/** `resultCodeId` has leading zeros and is text. All are cut and plain: shown to people, the message never matched on. */
export type ResultInfo = {
  resultStatus: string;
  resultCode: string | null;
  resultCodeId: string | null;
  resultMsg: string | null;
};

/** Null when there is no status, or a member that should be text is something else. */
export function readResultInfo(body: JsonObject): ResultInfo | null {
  const info = body.get("resultInfo");
  if (!isObject(info)) return null;
  const names = ["resultStatus", "resultCode", "resultCodeId", "resultMsg"] as const;
  if (names.some((name) => info.has(name) && typeof info.get(name) !== "string")) return null;
  const [resultStatus, resultCode, resultCodeId, resultMsg] = names.map((name) => plainText(textOf(info, name)));
  return resultStatus
    ? { resultStatus, resultCode: resultCode ?? null, resultCodeId: resultCodeId ?? null, resultMsg: resultMsg ?? null }
    : null;
}

const maxText = 256;

function plainText(text: string | undefined): string | null {
  return text === undefined
    ? null
    : text
        .slice(0, maxText)
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}]/gu, " ");
}
