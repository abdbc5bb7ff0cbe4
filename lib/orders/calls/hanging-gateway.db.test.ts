import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { testConfig } from "#lib/alipay/openapi/testing/account.ts";
import type { Sender } from "#lib/alipay/send.ts";
import { listen, testSender } from "#lib/alipay/testing/gateway-server.ts";
import { guardSender } from "#lib/payments/breaker/guard-sender.ts";
import { openapiGateway } from "#lib/payments/openapi/adapter.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { keepPace } from "./keep-pace.ts";
import { accountsAt, resumeUndecided, runDue } from "./run-due.ts";

let test: TestShop;
beforeEach(async () => {
  test = await openTestShop();
});
afterEach(() => test.close());

/** A till's longest wait for a code, and all other waits, become a tenth of a second. */
const impatient = (sender: Sender): Sender => ({
  ...sender,
  send: (request, options) => sender.send(request, { ...options, deadlineMs: 100 }),
});

const WITHIN_MS = 2000;

it("F32 while the gateway hangs, one sale is being checked and the next ones fail within 2 s; when it is back, all is asked", async () => {
  let hangs = true;
  const server = createServer((socket: Socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => hangs || socket.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"));
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  const sender = guardSender(impatient(testSender()), { probeMs: 50 });
  const context = { practice: null, allowedOrigins: [origin], notifyUrl: null, sender };
  const gateway = openapiGateway(testConfig({ gateway: `${origin}/gateway.do` }), context);
  test.shop.gateways.set(`${test.accountId}/1`, gateway);
  const turned = (to: string) =>
    new Promise<void>((resolve) => {
      sender.onTurn((turn) => {
        if (turn.to === to) resolve();
      });
    });

  const [open, closed] = [turned("open"), turned("closed")];
  const first = await test.sell();
  expect(first).toMatchObject({ status: "checking", orderStatus: "open" });
  await open;

  for (let sale = 0; sale < 3; sale++) {
    const pressed = performance.now();
    expect(await test.sell()).toMatchObject({ status: "failed", failure: "unreachable", failureCode: "breaker_open" });
    expect(performance.now() - pressed).toBeLessThan(WITHIN_MS);
  }

  const { prisma } = test.shop;
  const ask = async (data: object) => {
    await prisma.paymentAttempt.update({ where: { id: first.attemptId }, data });
    await Promise.all(await runDue(test.shop, keepPace(), 10));
    return test.payment(first.orderId);
  };
  // What was sent before the outage stays uncertain through all of it.
  const during = await ask({ nextCheckAt: new Date(), checks: 7 });
  expect(during).toMatchObject({ status: "checking", checks: 8, checkAnswer: "unclear" });
  expect(during.nextCheckAt?.getTime()).toBeGreaterThan(Date.now() + 30_000);

  hangs = false;
  await closed;
  await resumeUndecided(test.shop, accountsAt(test.shop, origin));
  expect((await test.payment(first.orderId)).nextCheckAt?.getTime()).toBeLessThanOrEqual(Date.now());
  sender.close();
  server.close();
  await once(server, "close");
});
