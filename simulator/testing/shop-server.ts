import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { listen, stopServer } from "../http/listen.ts";
import { readBody } from "../http/read-body.ts";
import { joinSorted, type Params, type Shop } from "./shop.ts";

export type ReceivedNotice = {
  readonly fields: Params;
  /** As it came: what intl sends is no form. */
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  readonly at: number;
};

export type ShopAnswer = { status: number; body: string; headers?: Record<string, string> };

/** A shop's notify address. `answer` is what it says to every message; it may be changed while it runs. */
export type ShopServer = {
  /** Another one after each `clear`. */
  readonly url: string;
  readonly received: ReceivedNotice[];
  /** Forgets what came. What is still on its way to the address before is answered and not kept. */
  readonly clear: () => void;
  answer: ShopAnswer | ((notice: ReceivedNotice) => ShopAnswer);
  readonly stop: () => Promise<void>;
};

export async function startShopServer(): Promise<ShopServer> {
  const received: ReceivedNotice[] = [];
  let path = newPath();
  const server = createServer((request, response) => {
    void readBody(request, 65_536).then((body) => {
      const text = body?.toString("utf8") ?? "";
      const fields = Object.fromEntries(new URLSearchParams(text));
      const notice = { fields, body: text, headers: request.headers, at: Date.now() };
      if (request.url === path) received.push(notice);
      const answer = typeof shop.answer === "function" ? shop.answer(notice) : shop.answer;
      response.writeHead(answer.status, answer.headers ?? {}).end(answer.body);
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  const shop: ShopServer = {
    get url() {
      return `http://127.0.0.1:${port}${path}`;
    },
    received,
    clear() {
      path = newPath();
      received.length = 0;
    },
    answer: { status: 200, body: "success" },
    stop: () => stopServer(server),
  };
  return shop;
}

const newPath = (): string => `/notify/${randomUUID()}`;

/** The rule of trade notifications: without `sign` and `sign_type` (openapi.md 7). */
export function isGenuine(shop: Shop, { fields }: ReceivedNotice): boolean {
  const { sign = "", sign_type: _signType, ...signed } = fields;
  return shop.verify(joinSorted(signed), sign);
}
