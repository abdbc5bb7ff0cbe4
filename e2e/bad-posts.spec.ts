import { gzipSync } from "node:zlib";
import { expect } from "@playwright/test";
import { sendRaw } from "./fixtures/forge/send-raw.ts";
import { test } from "./fixtures/shop.ts";
import type { ShopDatabase } from "./fixtures/shop-database.ts";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const PLACES = [
  { generation: "openapi", account: "practice-openapi", type: FORM, others: [JSON_TYPE, "text/plain"] },
  { generation: "mapi", account: "practice-mapi", type: FORM, others: [JSON_TYPE, "text/xml"] },
  { generation: "intl", account: "practice-intl", type: JSON_TYPE, others: [FORM, "text/json"] },
] as const;

const countInbox = (database: ShopDatabase) => database.rows("select count(*) from notification");

/** Status and Location of an answer. */
async function answerTo(address: string, init: RequestInit): Promise<[number, string | null]> {
  const { status, headers } = await fetch(address, { redirect: "manual", ...init });
  return [status, headers.get("location")];
}

const statusOf = (answer: string): string => answer.slice(9, 12);

for (const { generation, account, type, others } of PLACES) {
  test(`B21 ${generation}: only the documented method and type are taken, and nothing else is read`, async ({
    app,
    database,
  }) => {
    const address = app.baseURL + (await database.notifyPath(account));
    const before = await countInbox(database);
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
      expect(await answerTo(address, { method }), method).toEqual([405, null]);
    const body = Buffer.from("a=b");
    const types = [
      ...others,
      ...["multipart/form-data; boundary=x", `${type}x`, `x${type}`, "", `${type}, ${type}`],
      ...[`${type}; charset=iso-8859-1`, `${type}; charset=utf-7`, `${type}; charset=`, `${type}; version=1`],
      ...(generation === "intl" ? [`${type}; charset=gbk`] : []),
    ];
    for (const odd of types)
      expect(await answerTo(address, { method: "POST", headers: { "content-type": odd }, body }), odd).toEqual([
        415,
        null,
      ]);
    expect(await answerTo(address, { method: "POST", body }), "no type").toEqual([415, null]);
    for (const [coding, bytes] of Object.entries({ gzip: gzipSync(body), identity: body, br: body })) {
      const headers = { "content-type": type, "content-encoding": coding };
      expect(await answerTo(address, { method: "POST", headers, body: new Uint8Array(bytes) }), coding).toEqual([
        415,
        null,
      ]);
    }
    expect(await countInbox(database)).toEqual(before);
  });

  test(`B23 ${generation}: another spelling of the address is nobody's, and never a redirect`, async ({
    app,
    database,
  }) => {
    const path = await database.notifyPath(account);
    const token = path.slice(path.lastIndexOf("/") + 1);
    const [first = ""] = token;
    const spelt = [
      ...[`/${path}`, `//api${path}`, `/api${path}`, `/api/${path}`, `${path}/`, `${path}//`, `${path}/x`],
      ...[path.replace("notify", "NOTIFY"), path.replace(generation, generation.toUpperCase())],
      path.replace(generation, hex(generation) + generation.slice(1)),
      ...[path.replace(token, token.toUpperCase()), path.replace(token, token.toLowerCase())].filter(
        (odd) => odd !== path,
      ),
      ...[
        path.replace("/notify", "/%6eotify"),
        path.replace(token, encodeURIComponent(first).replace(/^.$/, hex) + token.slice(1)),
      ],
      ...[path.replace(`/${token}`, `%2f${token}`), path.replace(`/${token}`, `%2F${token}`)],
      ...[path.replace(`/${token}`, `%5c${token}`), path.replace(`/${token}`, `\\${token}`)],
      ...[`${path}%00`, `${path}%20`, `${path};a=b`, path.replace("/notify", "/notify;x"), `${path}.json`],
      ...["/.", "/./x/..", "/%2e", "/%2e%2e/notify", "/x/%2E%2E", "/..;"].map((odd) => `${odd}${path}`),
      ...[path.replace(`/${token}`, `/./${token}`), path.replace(`/${token}`, `/x/../${token}`)],
      ...[path.replace(`/${token}`, `//${token}`), `/notify/${token}`, "/notify/openapi/", "/notify"],
    ];
    const origin = `Origin: ${app.baseURL}\r\nHost: ${new URL(app.baseURL).host}`;
    for (const odd of spelt) {
      const head = `POST ${odd} HTTP/1.1\r\n${origin}\r\nContent-Type: ${type}\r\nContent-Length: 3\r\nConnection: close`;
      const answer = await sendRaw(app, `${head}\r\n\r\na=b`);
      expect(answer, odd).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer, odd).not.toMatch(/^location:/im);
    }
  });
}

const hex = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`;

/** The head of a raw call, up to the lines that a test adds. */
const headOf = (path: string, type: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\n`;

async function timed(work: Promise<string>): Promise<{ answer: string; ms: number }> {
  const began = performance.now();
  return { answer: await work, ms: performance.now() - began };
}

test("B22 a body above the limit and a sender that falls silent are cut, with their connection", async ({
  app,
  database,
}) => {
  const heads = await Promise.all(
    PLACES.map(async ({ account, type }) => headOf(await database.notifyPath(account), type)),
  );
  const before = await countInbox(database);
  const [first = ""] = heads;
  const silent = [
    timed(sendRaw(app, `${first}Content-Length: 100\r\n\r\na=b`)),
    timed(sendRaw(app, `${first}Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n`)),
    timed(sendRaw(app, `${first}X-Slow: `)),
  ];
  const chunk = `4000\r\n${"b".repeat(0x4000)}\r\n`;
  for (const head of heads) {
    // Announced and never sent: refused before it could be.
    expect(statusOf(await sendRaw(app, `${head}Content-Length: 65537\r\n\r\n`))).toBe("413");
    expect(statusOf(await sendRaw(app, `${head}Content-Length: 99999999999999999999\r\n\r\n`))).toMatch(/^4(?:00|13)$/);
    const chunked = await sendRaw(app, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}`);
    expect(statusOf(chunked)).toBe("413");
    expect(chunked).toMatch(/^connection: close/im);
    const most = `a=${"b".repeat(65_534)}`;
    const whole = await sendRaw(app, `${head}Connection: close\r\nContent-Length: 65536\r\n\r\n${most}`);
    expect(statusOf(whole), "exactly the limit is read").toMatch(/^(?:200|400)$/);
  }
  expect(statusOf(await sendRaw(app, `${first}X-Long: ${"x".repeat(20_000)}\r\n\r\n`))).toBe("431");
  for (const { answer, ms } of await Promise.all(silent)) {
    expect(statusOf(answer)).toBe("408");
    expect(ms).toBeGreaterThan(9000);
    expect(ms).toBeLessThan(13_000);
  }
  expect(await countInbox(database)).toEqual(before);
});

test("B24 a call that could be read in two ways is refused by the server itself", async ({ app, database }) => {
  const before = await countInbox(database);
  for (const { account, type } of PLACES) {
    const head = headOf(await database.notifyPath(account), type);
    const framings = [
      "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
      "Transfer-Encoding: chunked, identity\r\n",
      "Content-Length: 3\r\nContent-Length: 4\r\n",
      "Content-Length: 3, 4\r\n",
      "Content-Length: +3\r\n",
      "Content-Length: 0x3\r\n",
      "Content-Length: -1\r\n",
      "Content-Length : 3\r\n",
      "Content-Length\t: 3\r\n",
      " Content-Length: 3\r\n",
      "Content-Length: 3\r\nX-A: b\0c\r\n",
      "Content-Length: 3\r\nX-A: b\rc\r\n",
    ];
    for (const framing of framings)
      expect(await sendRaw(app, `${head}${framing}\r\na=b`), JSON.stringify(framing)).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(await countInbox(database)).toEqual(before);
});

test("B24 the address for notices comes from the settings, whatever host a call claims", async ({
  app,
  openTill,
  sell,
  gateway,
  database,
}) => {
  const path = await database.notifyPath("practice-openapi");
  const claims = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" };
  const till = await openTill({ browser: { extraHTTPHeaders: claims } });
  const { merchantNumber } = await sell(till, "96.00");
  const { requests } = await gateway.of(merchantNumber);
  expect(requests[0]?.content).toMatchObject({ notify_url: app.baseURL + path });

  const lines = Object.entries({ host: "evil.example", ...claims }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\n${lines.join("")}Content-Type: ${FORM}\r\nContent-Length: 3\r\n`;
  const answer = await sendRaw(app, `${head}Connection: close\r\n\r\na=b`);
  expect(statusOf(answer)).toBe("200");
  expect(answer).not.toContain("evil.example");
  expect(answer.slice(-7)).toBe("failure");
});
