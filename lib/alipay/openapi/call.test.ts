import { scrypt } from "node:crypto";
import { expect, it } from "vitest";
import { startGateway, testSender } from "../testing/gateway-server.ts";
import { call } from "./call.ts";
import { query } from "./operations/query.ts";
import { testConfig } from "./testing/account.ts";

/** Work for the thread pool: about 60 ms. */
const hash = () =>
  new Promise((resolve) => scrypt("x", "salt", 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, resolve));

it("F6 sends nothing when its time was over before it was signed: whoever owns the payment by then must not be met by a late call", async () => {
  const gateway = await startGateway(() => expect.unreachable());
  const busy = Array.from({ length: 24 }, hash);
  const context = { config: testConfig({ gateway }), sender: testSender(), at: new Date(), allowed: () => true };
  const result = await call(query, { out_trade_no: "1" }, { ...context, deadlineMs: 50 });
  expect(result).toMatchObject({ kind: "no_answer", sent: false, reason: "timeout" });
  await Promise.all(busy);
});
