import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { STATUSES, TURNS } from "./testing/turns.ts";

let test: TestShop;
beforeAll(async () => {
  test = await openTestShop();
});
afterAll(() => test.close());

const pairs = STATUSES.flatMap((from) => STATUSES.filter((to) => to !== from).map((to) => ({ from, to })));

it.each(pairs)("P1 I5 the database knows whether a payment may go from $from to $to", async ({ from, to }) => {
  const created = await test.charge();
  if (created.kind !== "created") throw new Error(created.kind);
  const go = (status: string) =>
    test.shop.prisma.paymentAttempt.update({
      where: { id: created.payment.attemptId },
      data: { status, tradeNumber: "2026030122001400000000000001" },
    });
  if (from !== "creating") await go(from);
  if (TURNS[from].includes(to)) await go(to);
  else await expect(go(to)).rejects.toThrow("does not go from");
});
