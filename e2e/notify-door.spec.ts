import { expect } from "@playwright/test";
import { sendRaw } from "./fixtures/forge/send-raw.ts";
import { test } from "./fixtures/refunds.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

test("B13 B25 I6 a genuine notification that comes again gets exactly the word of success and changes nothing", async ({
  app,
  till,
  sell,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sell(till, "95.00");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await expect.poll(() => database.inboxOf(orderId)).toHaveLength(1);
  const [stored] = await database.rows<{ body: Buffer }>("select body from notification where order_id = $1", [
    orderId,
  ]);
  const before = await database.eventsOf(orderId);
  const address = app.baseURL + (await database.notifyPath("practice-openapi"));
  const answer = await fetch(address, { method: "POST", headers: FORM, body: new Uint8Array(stored?.body ?? []) });
  expect(Buffer.from(await answer.arrayBuffer()).toString("latin1")).toBe("success");
  expect([answer.status, answer.redirected, answer.headers.getSetCookie()]).toEqual([200, false, []]);
  expect(await database.eventsOf(orderId)).toEqual(before);
});

test("B13 B14 I5 after the money went back, a copy of the payment's notice and the report of the refund change nothing", async ({
  app,
  till,
  sellPaid,
  gateway,
  database,
}) => {
  const { orderId, merchantNumber } = await sellPaid(till, "97.00");
  await expect.poll(() => database.inboxOf(orderId)).toHaveLength(1);
  const [stored] = await database.rows<{ body: Buffer }>("select body from notification where order_id = $1", [
    orderId,
  ]);
  await till.refund({});
  await till.shows("refunded");
  const before = await database.eventsOf(orderId);
  const address = app.baseURL + (await database.notifyPath("practice-openapi"));
  const answer = await fetch(address, { method: "POST", headers: FORM, body: new Uint8Array(stored?.body ?? []) });
  expect([answer.status, answer.redirected, await answer.text()]).toEqual([200, false, "success"]);
  const overrides = { refund_fee: "97.00", gmt_refund: "2026-11-22 13:00:00.000" };
  const report = await gateway.notify(merchantNumber, { status: "TRADE_SUCCESS", overrides, url: address });
  expect(report).toMatchObject({ status: 200, body: "success" });
  expect(await database.eventsOf(orderId)).toEqual(before);
  await till.shows("refunded");
});

test("B21 B22 B23 B24 the notify address takes only what is documented, and never redirects", async ({
  app,
  database,
}) => {
  const path = await database.notifyPath("practice-openapi");
  const call = async (address: string, init: RequestInit = {}) =>
    (await fetch(app.baseURL + address, { redirect: "manual", ...init })).status;
  const post = (headers: Record<string, string>, body: BodyInit) => call(path, { method: "POST", headers, body });
  expect(await call(path)).toBe(405);
  expect(await call(path, { method: "HEAD" })).toBe(405);
  expect(await call(path, { method: "PUT", headers: FORM, body: "a=b" })).toBe(405);
  expect(await post({ "content-type": "application/json" }, "{}")).toBe(415);
  expect(await post({ ...FORM, "content-encoding": "gzip" }, "a=b")).toBe(415);
  expect(await post(FORM, `a=${"b".repeat(70_000)}`)).toBe(413);
  for (const odd of [`${path}/`, `/${path}`, path.replace("notify", "NOTIFY"), path.replace("openapi", "%6fpenapi")])
    expect(await call(odd, { method: "POST", headers: { ...FORM, origin: app.baseURL }, body: "a=b" }), odd).toBe(404);
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${FORM["content-type"]}\r\n`;
  for (const framing of [
    "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
    "Content-Length: 3\r\nContent-Length: 4\r\n",
    "Content-Length : 3\r\n",
  ])
    expect(await sendRaw(app, `${head}${framing}\r\na=b`), framing).toMatch(/^HTTP\/1\.1 400 /);
  expect(
    await sendRaw(
      app,
      `POST /x/../${path.slice(1)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    ),
  ).toMatch(/^HTTP\/1\.1 40[0-9] /);
});
