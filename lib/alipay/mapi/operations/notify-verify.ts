import { findInvalid } from "../../fields.ts";
import type { Answer } from "../../send.ts";
import type { MapiConfig } from "../config.ts";
import { notifyIdRule } from "../notification.ts";
import type { Built } from "../request.ts";

export type NotifyVerifyInput = { notify_id: string };

/** Alipay's word on whether a notice is its own, good for about a minute after it; `unclear` is every other word. */
export type NotifyVerifyResult =
  | { kind: "word"; genuine: boolean }
  | { kind: "unclear"; why: "http_status" | "bad_result" };

/** Neither signed nor answered signed: only TLS says who speaks (mapi.md section 4.6). */
export async function buildNotifyVerify(input: NotifyVerifyInput, config: MapiConfig): Promise<Built<"notify_id">> {
  const invalid = findInvalid(input, { notify_id: notifyIdRule });
  if (invalid) return invalid;
  const query = new URLSearchParams({ service: "notify_verify", partner: config.partner, ...input });
  return { ok: true, request: { method: "GET", url: `${config.gateway}?${query}`, headers: {}, body: "" } };
}

export function parseNotifyVerify({ status, body }: Answer): NotifyVerifyResult {
  if (status !== 200) return { kind: "unclear", why: "http_status" };
  const word = body.toString("latin1").trim();
  return word === "true" || word === "false"
    ? { kind: "word", genuine: word === "true" }
    : { kind: "unclear", why: "bad_result" };
}

export const notifyVerify = { build: buildNotifyVerify, parse: parseNotifyVerify };
