import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { ShopReply } from "../generation.ts";

export type Message = { readonly url: string; readonly contentType: string; readonly body: string };

const TIME_LIMIT_MS = 5_000;

/** Enough for a signed envelope, and to show what came instead of one. */
const KEPT_CHARACTERS = 4096;

/** One POST. Redirects are not followed: they count as failed (openapi.md 7, "Answer and retries"). */
export async function deliver(message: Message, stopping: AbortSignal): Promise<ShopReply> {
  const url = new URL(message.url);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIME_LIMIT_MS)]);
  const headers = { "content-type": message.contentType, "content-length": Buffer.byteLength(message.body) };
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: 0, body: error.message });
    const request = send(url, { method: "POST", headers, signal, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("error", fail);
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > KEPT_CHARACTERS)
          response.destroy(new Error("the answer is too long to be an acknowledgement"));
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on("error", fail);
    request.end(message.body);
  });
}
