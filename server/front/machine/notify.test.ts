import { describe, expect, it } from "vitest";
import type { IncomingNotice } from "#lib/notices/check-notice.ts";
import type { Reply } from "#lib/payments/gateway.ts";
import { call, dial, sendRaw } from "../testing/call.ts";
import { startBoth, startFront } from "../testing/start-front.ts";

const FORM = "application/x-www-form-urlencoded";
const LIMIT = 65_536;

/** A front whose shop remembers what it was handed. */
const startShop = async (
  answer: (input: IncomingNotice) => Promise<Reply> = async () => ({
    status: 200,
    contentType: "text/plain",
    body: "success",
  }),
  limits: NonNullable<Parameters<typeof startFront>[0]>["limits"] = {},
) => {
  const inputs: IncomingNotice[] = [];
  const notify = (input: IncomingNotice) => {
    inputs.push(input);
    return answer(input);
  };
  return { ...(await startFront({ ports: { notify }, limits })), inputs };
};

const post = (port: number, path: string, { body = "a=b" as string | Buffer, type = FORM } = {}) =>
  call(port, path, { method: "POST", headers: { "content-type": type }, body });

const head = (headers: string) =>
  `POST /notify/openapi/tok HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\n${headers}\r\n\r\n`;

describe("what the shop is handed", () => {
  it("B20 is the raw body byte for byte, the token and the query as they came", async () => {
    const { port, inputs } = await startShop();
    const body = Buffer.from([0x61, 0x3d, 0xff, 0x00, 0xc4, 0xe3, 0x26, 0x25, 0x32, 0x35]);
    await post(port, "/notify/mapi/AbC-_9?trade_no=1&x=%2F?y", { body });
    const query = "trade_no=1&x=%2F?y";
    expect(inputs).toMatchObject([{ generation: "mapi", token: "AbC-_9", body, query, contentType: FORM }]);
  });

  it("W1 is told who sent it and those headers alone that say something of a notification", async () => {
    const { port, inputs } = await startShop();
    const said = { "content-type": FORM, "content-length": "3", "user-agent": "Mozilla/4.0", signature: "sig" };
    const secret = { cookie: "scantill=1", authorization: "Bearer x", "x-api-key": "y" };
    await call(port, "/notify/openapi/t", { method: "POST", headers: { ...said, ...secret }, body: "a=b" });
    expect(inputs.map(({ from }) => from)).toEqual([{ headers: said, address: "127.0.0.1" }]);
  });

  it("comes chunked as well, and up to exactly 64 KiB", async () => {
    const { port, inputs } = await startShop();
    await post(port, "/notify/openapi/t", { body: Buffer.alloc(LIMIT, "x") });
    await call(port, "/notify/openapi/t", {
      method: "POST",
      headers: { "content-type": FORM, "transfer-encoding": "chunked" },
      body: Buffer.alloc(LIMIT, "y"),
    });
    expect(inputs.map((input) => input.body.length)).toEqual([LIMIT, LIMIT]);
    expect(inputs[0]?.query).toBe("");
  });
});

describe("B25 the answer", () => {
  it.each([
    { status: 200, contentType: "text/plain", body: "success" },
    { status: 200, contentType: "application/json; charset=UTF-8", body: '{"result":{"resultCode":"SUCCESS"}}' },
    { status: 400, contentType: "text/plain; charset=utf-8", body: "fail 失败" },
  ])("is what the shop says, byte for byte: %j", async (said) => {
    const { port } = await startShop(async () => said);
    const raw = await sendRaw(port, head("Connection: close\r\nContent-Length: 3").concat("a=b"));
    const [top = "", body] = raw.split("\r\n\r\n");
    expect(body).toBe(Buffer.from(said.body).toString("latin1"));
    const lines = top.toLowerCase().split("\r\n");
    expect(lines[0]).toContain(` ${said.status} `);
    expect(lines).toContain(`content-type: ${said.contentType.toLowerCase()}`);
    expect(lines).toContain(`content-length: ${Buffer.byteLength(said.body)}`);
    expect(top).not.toMatch(/^(?:set-cookie|location|transfer-encoding):/im);
  });

  it("needs neither an accepted Host nor an Origin nor a cookie", async () => {
    const { port } = await startFront({ settings: { publicUrl: "https://shop.example" } });
    const answer = await call(port, "/notify/openapi/t", {
      method: "POST",
      headers: { host: "10.0.0.1:8443", origin: "null", "content-type": FORM },
      body: "a=b",
    });
    expect(answer).toMatchObject({ status: 200, body: "success" });
  });

  it("is an empty 500 when the shop fails, and the reason stands in the log only", async () => {
    const { port, logged } = await startShop(() => Promise.reject(new Error("password=hunter2")));
    expect(await post(port, "/notify/openapi/t")).toMatchObject({ status: 500, body: "" });
    expect(logged).toMatchObject([
      { level: "error", event: "front.notify_failed", fields: { reference: expect.stringMatching(/^[A-Z]{8}$/) } },
    ]);
  });

  it("is 503 when the shop needs longer than its limit, never success", async () => {
    const { port } = await startShop(() => new Promise(() => {}), { notifyAnswerMs: 10 });
    expect(await post(port, "/notify/openapi/t")).toMatchObject({ status: 503, body: "busy" });
  });

  it("stays 503 when the shop fails after its limit", async () => {
    const late = Promise.withResolvers<Reply>();
    const { port } = await startShop(() => late.promise, { notifyAnswerMs: 10 });
    expect((await post(port, "/notify/openapi/t")).status).toBe(503);
    late.reject(new Error("late"));
    expect((await call(port, "/healthz")).body).toBe("ok");
  });
});

describe("B21 other methods and types", () => {
  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s is 405", async (method) => {
    const { port, inputs } = await startShop();
    const answer = await call(port, "/notify/openapi/t", { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("POST");
    expect(inputs).toEqual([]);
  });

  it.each([
    ["openapi", "application/json"],
    ["openapi", "multipart/form-data; boundary=x"],
    ["openapi", "text/plain"],
    ["openapi", ""],
    ["openapi", `${FORM}; charset=utf-16`],
    ["openapi", `${FORM}; charset=utf-7`],
    ["openapi", `${FORM}; boundary=x`],
    ["openapi", `${FORM}x`],
    ["mapi", "application/json"],
    ["intl", FORM],
    ["intl", "application/json; charset=gbk"],
  ])("%s with %j is 415", async (generation, type) => {
    const { port, inputs } = await startShop();
    expect((await post(port, `/notify/${generation}/t`, { type })).status).toBe(415);
    expect(inputs).toEqual([]);
  });

  it("no type, and a packed body, are 415", async () => {
    const { port, inputs } = await startShop();
    expect((await call(port, "/notify/openapi/t", { method: "POST", body: "a=b" })).status).toBe(415);
    const headers = { "content-type": FORM, "content-encoding": "gzip" };
    expect((await call(port, "/notify/openapi/t", { method: "POST", headers, body: "a=b" })).status).toBe(415);
    expect(inputs).toEqual([]);
  });

  it.each([
    ["openapi", FORM],
    ["openapi", `${FORM}; charset=utf-8`],
    ["openapi", `${FORM}; text/html; charset=utf-8`],
    ["mapi", `${FORM}; text/html`],
    ["openapi", `${FORM};charset=UTF-8`],
    ["mapi", `${FORM}; charset=GBK`],
    ["mapi", `${FORM}; charset="gb18030"`],
    ["intl", "application/json; charset=UTF-8"],
    ["intl", "Application/JSON"],
  ])("%s with %j is taken", async (generation, type) => {
    const { port, inputs } = await startShop();
    expect((await post(port, `/notify/${generation}/t`, { type })).status).toBe(200);
    expect(inputs).toHaveLength(1);
  });
});

describe("B22 bodies that are too large or too slow", () => {
  const refuses = async (request: string, status: number) => {
    const { port, inputs } = await startShop(undefined, { notifyBodyMs: 20 });
    const heard = await sendRaw(port, request);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(heard.toLowerCase()).toContain("connection: close");
    expect(inputs).toEqual([]);
  };

  it("are refused by their declared length", () => refuses(head(`Content-Length: ${LIMIT + 1}`), 413));

  it("are cut where a chunked body passes the limit", () =>
    refuses(`${head("Transfer-Encoding: chunked")}${(LIMIT + 1).toString(16)}\r\n${"x".repeat(LIMIT + 1)}`, 413));

  it("end when there is silence after the headers", () => refuses(head("Content-Length: 10"), 408));

  it("end when they trickle", () => refuses(`${head("Content-Length: 10")}five.`, 408));

  it("leave no trace when the sender goes away in the middle", async () => {
    const { port, inputs, logged } = await startShop();
    const line = await dial(port);
    line.socket.write(`${head("Content-Length: 10")}five.`);
    line.socket.destroy();
    await line.closed;
    expect((await call(port, "/healthz")).body).toBe("ok");
    expect(inputs).toEqual([]);
    expect(logged).toEqual([]);
  });
});

describe("B23 other spellings of the address", () => {
  it.each([
    "//notify/openapi/t",
    "/notify//openapi/t",
    "/notify/openapi/t/",
    "/Notify/openapi/t",
    "/notify/OpenAPI/t",
    "/notify/openapi%2ft",
    "/notify/openapi/%74",
    "/x/../notify/openapi/t",
    "/x/%2e%2e/notify/openapi/t",
    "/notify/./openapi/t",
    "/notify/openapi\\t",
    "/notify/openapi",
    "/notify/openapi/t/u",
    "/notify/other/t",
    `/notify/openapi/${"t".repeat(129)}`,
  ])("%s is 404 at the front, never a redirect", async (path) => {
    let toWeb = 0;
    const { port } = await startBoth((_req, res) => {
      toWeb += 1;
      res.end();
    });
    const headers = { "content-type": FORM, origin: `http://127.0.0.1:${port}` };
    for (const method of ["POST", "GET"]) {
      const answer = await call(port, path, { method, headers });
      expect(answer.status).toBe(404);
      expect(answer.headers).not.toHaveProperty("location");
    }
    expect(toWeb).toBe(0);
  });
});
