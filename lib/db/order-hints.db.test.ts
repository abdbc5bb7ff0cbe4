import { setImmediate as endOfTurn } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { env } from "#lib/env.ts";
import { openOrderHints } from "./order-hints.ts";

it("I18 tells every hint to every process, whatever the rhythm, and few messages carry many", async () => {
  const [teller, hearer] = [openOrderHints(env.databaseUrl()), openOrderHints(env.databaseUrl())];
  const heard = new Set<string | null>();
  let messages = 0;
  hearer.subscribe((hints) => {
    messages++;
    for (const { orderId } of hints) heard.add(orderId);
  });
  const tell = () => teller.publish({ registerId: crypto.randomUUID(), orderId: crypto.randomUUID() });
  await vi.waitFor(() => {
    tell();
    expect(heard.size).toBeGreaterThan(0);
  });
  messages = 0;
  const sent = Array.from({ length: 300 }, () => ({ registerId: crypto.randomUUID(), orderId: crypto.randomUUID() }));
  for (const [at, hint] of sent.entries()) {
    teller.publish(hint);
    if (at % 10 === 0) await endOfTurn();
  }
  const last = { registerId: crypto.randomUUID(), orderId: crypto.randomUUID() };
  teller.publish(last);
  await teller.close();
  await vi.waitFor(() => expect([...sent, last].filter(({ orderId }) => !heard.has(orderId))).toEqual([]));
  expect(messages).toBeLessThan(sent.length / 2);
  await hearer.close();
});
