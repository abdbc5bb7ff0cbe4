import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { listen, startGateway, testSender } from "../testing/gateway-server.ts";
import { call } from "./call.ts";
import { cancel } from "./operations/cancel.ts";
import { query } from "./operations/query.ts";
import { signedXml, testConfig } from "./testing/account.ts";

const input = { out_trade_no: "T1", trans_currency: "USD" };
const notThere = signedXml({ result_code: "FAIL", detail_error_code: "TRADE_NOT_EXIST" });
const cancelled = signedXml({ result_code: "SUCCESS", out_trade_no: "T1", trade_no: "1", action: "close" });

/** A gateway that keeps what it was sent. */
async function backup(answer = notThere): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const url = await startGateway(async (request, response) => {
    bodies.push(`${request.url} ${(await request.toArray()).join("")}`);
    response.end(answer);
  });
  return { url, bodies };
}

/** A host that takes connections and says nothing; `heard` is what came through them. */
async function silentHost(onData: (socket: Socket) => void = () => undefined) {
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      heard.push(chunk);
      onData(socket);
    });
  });
  return { origin: `127.0.0.1:${await listen(server)}`, heard };
}

async function closedOrigin(): Promise<string> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    }),
  );
  return `127.0.0.1:${port}`;
}

const context = (gateway: string, backupGateway: string | null, deadlineMs = 10_000) => ({
  config: testConfig({ gateway, backupGateway }),
  sender: testSender(),
  at: new Date(1_772_339_696_000),
  deadlineMs,
  allowed: () => true,
});

describe("P23 the backup host", () => {
  it("gets the same request when nobody listens at the main one", async () => {
    const { url, bodies } = await backup(cancelled);
    const gateway = `http://${await closedOrigin()}/gateway.do`;
    const calling = context(gateway, url);
    const order = { out_trade_no: "T1" };
    expect(await call(cancel, order, calling)).toMatchObject({ kind: "cancelled", action: "close" });
    const built = await cancel.build(order, calling.config, calling.at);
    expect(bodies).toEqual([`/gateway.do?_input_charset=UTF-8 ${built.ok ? built.request.body : ""}`]);
  });

  it("gets it in time when the main one swallows connections", async () => {
    const { url, bodies } = await backup();
    const main = await silentHost();
    // TLS never comes about: the request is held back, so nothing of it is on the wire.
    const started = performance.now();
    expect(await call(query, input, context(`https://${main.origin}/gateway.do`, url, 5000))).toEqual({
      kind: "not_exist",
    });
    expect(performance.now() - started).toBeLessThan(4000);
    expect(bodies).toHaveLength(1);
    expect(Buffer.concat(main.heard).includes("partner_trans_id")).toBe(false);
  });

  it("gets nothing once the main one was sent anything, whatever became of it", async () => {
    const { url, bodies } = await backup();
    const silent = await silentHost();
    const cut = await silentHost((socket) => socket.resetAndDestroy());
    const sent = { kind: "no_answer", sent: true };
    expect(await call(query, input, context(`http://${silent.origin}/gateway.do`, url, 400))).toMatchObject(sent);
    expect(await call(query, input, context(`http://${cut.origin}/gateway.do`, url))).toMatchObject(sent);
    expect(bodies).toEqual([]);
  });

  it("B34 gets nothing when the main one redirects: the answer is unclear, and no host is followed", async () => {
    const { url, bodies } = await backup();
    const main = await startGateway((_, response) => response.writeHead(302, { location: url }).end());
    expect(await call(query, input, context(main, url))).toMatchObject({ kind: "unclear", why: "http_status" });
    expect(bodies).toEqual([]);
  });

  it("gets nothing that may not be sent to the main one", async () => {
    const { url, bodies } = await backup();
    const main = await startGateway(() => expect.unreachable());
    const calling = { ...context(main, url), allowed: (to: URL) => to.href.startsWith(url) };
    expect(await call(query, input, calling)).toMatchObject({ kind: "no_answer", reason: "not_allowed" });
    expect(bodies).toEqual([]);
  });

  it("leaves it open whether anything was sent only when it was asked itself", async () => {
    const [main, spare] = [await closedOrigin(), await closedOrigin()];
    const result = await call(query, input, context(`http://${main}/gateway.do`, `http://${spare}/gateway.do`));
    expect(result).toMatchObject({ kind: "no_answer", sent: false, reason: "refused" });
    const alone = await call(query, input, context(`http://${main}/gateway.do`, null));
    expect(alone).toMatchObject({ kind: "no_answer", sent: false, reason: "refused" });
  });
});

describe("a call", () => {
  it("comes back before anything is sent when its input may not be sent", async () => {
    const { url, bodies } = await backup();
    expect(await call(query, { ...input, out_trade_no: "T'1" }, context(url, null))).toEqual({
      kind: "invalid",
      field: "out_trade_no",
      problem: "malformed",
    });
    expect(bodies).toEqual([]);
  });
});
