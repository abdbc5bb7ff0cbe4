import { expect } from "@playwright/test";
import { test as base } from "./fixtures/shop.ts";

type Calls = {
  /** Notes calls of the practice account, newest last; taken back after the test. */
  noteCalls: (calls: { count: number; ms: number; answered: boolean }) => Promise<void>;
};

const test = base.extend<Calls>({
  noteCalls: async ({ database }, use) => {
    const account = `(select account_id from store_account where currency = 'CNY'
                      and store_id = (select id from store where code = 'practice'))`;
    const [before] = await database.rows<{ id: string }>("select coalesce(max(id), 0)::text as id from gateway_call");
    await use(async ({ count, ms, answered }) => {
      await database.rows(
        `insert into gateway_call (account_id, ms, answered) select ${account}, $2, $3 from generate_series(1, $1)`,
        [count, ms, answered],
      );
    });
    await database.rows("delete from gateway_call where id > $1", [before?.id]);
  },
});

// Other sales of the same account would be asked about meanwhile: their answers count too.
test.use({ appGroup: "health" });

test("P20 the dot tells how Alipay answers, in colour, shape and words, and explains itself", async ({
  till,
  sell,
  gateway,
  noteCalls,
}) => {
  const { page } = till;
  const { merchantNumber } = await sell(till, "81");
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  const dot = page.locator("[data-health=online]");
  // One reading of the calls serves all screens for two seconds.
  const shows = (look: string) =>
    expect(async () => {
      await page.reload();
      await expect(dot).toHaveAttribute("data-gateway", look, { timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
  await shows("good");
  await expect(dot).toHaveAccessibleName(/^Alipay \d+\.\d s\. Explain$/);
  const dialog = page.getByRole("dialog", { name: "How Alipay answers" });
  await expect(async () => {
    await page.reload();
    await dot.click();
    await expect(dialog).toContainText(/From scan to paid \(median\)\s*\d+\.\d s/, { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await expect(dialog).toContainText("Alipay answers as it should.");
  await expect(dialog).toContainText(/Last answer\s*\d\d:\d\d:\d\d/);
  await expect(dialog).toContainText(/Without an answer\s*\d+ of the last \d+/);
  await page.keyboard.press("Escape");

  await noteCalls({ count: 20, ms: 3_400, answered: true });
  await shows("slow");
  await expect(dot).toHaveAccessibleName("Alipay is slow. Explain");
  await expect(dot).toHaveText("Alipay is slow");

  await noteCalls({ count: 3, ms: 5_000, answered: false });
  await shows("down");
  await expect(dot).toHaveAccessibleName("Alipay does not answer. Explain");
  await dot.click();
  await expect(dialog).toContainText("3 of the last 20");
});
