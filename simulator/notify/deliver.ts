import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export type Message = { readonly url: string; readonly contentType: string; readonly body: string };

/** Status 0: no whole answer came within the time. */
export type Reply = { readonly status: number; readonly body: string };

const TIME_LIMIT_MS = 5_000;

/** Enough to see that it is not "success", and to show what it was. */
const KEPT_CHARACTERS = 200;

/** One POST. Redirects are not followed: they count as failed (openapi.md 7, "Answer and retries"). */
export async function deliver(message: Message, stopping: AbortSignal): Promise<Reply> {
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
