import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";

/** Codes: protocol/codes.md section 2, alipay.trade.precreate. Sentences: messages/en.json, reasons. */
const REFUSALS = [
  ["ACQ.ACCESS_FORBIDDEN", "The merchant contract is not active."],
  ["ACQ.TOTAL_FEE_EXCEED", "The amount is over the limit."],
  ["ACQ.PARTNER_ERROR", "The keys do not fit."],
  ["ACQ.EXIST_FORBIDDEN_WORD", "A text of this order is not allowed."],
  ["ACQ.SELLER_BEEN_BLOCKED", "The merchant account is blocked."],
] as const;

test("Alipay refuses the order: failed, with the reason in words, and its code behind Details", async ({
  till,
  gateway,
  database,
}) => {
  for (const [subCode, sentence] of REFUSALS) {
    await gateway.fault({ name: "refuse", operation: "precreate", code: "40004", subCode });
    const order = await till.charge("41.00");
    await till.shows("failed");
    await expect(till.band).toHaveText(`Alipay did not accept this order. ${sentence}`);
    await expect(till.card.getByRole("alert")).toContainText(sentence);
    await expect(till.card).not.toContainText(subCode);
    await expect(till.code).toHaveCount(0);
    await till.key("Details").click();
    await expect(till.page.getByRole("dialog")).toContainText(subCode);
    await till.page.keyboard.press("Escape");
    expect(await database.sale(order)).toMatchObject({ orderStatus: "failed", failureCode: subCode });
  }
});

const NOT_CERTAIN = "Not certain yet. Do not charge again; we keep checking.";

/** Answers that prove nothing, by fault (simulator/README.md). */
const NONSENSE = [
  { rows: "F27 B27 P18", what: "an unsigned answer", faults: ["unsigned"] },
  { rows: "F27 B26 P18", what: "an answer with a wrong signature", faults: ["wrong_signature"] },
  { rows: "F26 B28", what: "a page of HTML", faults: ["html_page"] },
  { rows: "F26 B28", what: "an empty body", faults: ["empty_body"] },
  { rows: "F26 B28", what: "half an answer", faults: ["cut_body"] },
  { rows: "F26", what: "HTTP 500 before it did anything", faults: ["http_500"] },
];

test.describe("an answer that proves nothing is being checked, never a blank or broken code", () => {
  for (const { rows, what, faults } of NONSENSE) {
    test(`${rows} P7 ${what}: checked, then the code comes under the same number`, async ({
      till,
      gateway,
      database,
    }) => {
      for (const name of faults) await gateway.fault({ name, operation: "precreate" });
      const order = await till.charge("42.00");
      expect(await till.showed(order, "checking")).toMatchObject({ band: NOT_CERTAIN, withCode: false });
      await till.shows("waiting", 15_000);
      const { codeText, merchantNumber, attempts } = await database.sale(order);
      const { codes } = await gateway.of(merchantNumber);
      expect(attempts).toBe(1);
      expect(codes.map(({ text }) => text)).toContain(codeText);
    });
  }
});

test("F26 20000 and SYSTEM_ERROR settle nothing: being checked, and paid by what is proved later", async ({
  till,
  gateway,
  database,
}) => {
  await gateway.fault({ name: "refuse", operation: "precreate", code: "20000", subCode: "isp.unknow-error" });
  const order = await till.charge("43.00");
  expect(await till.showed(order, "checking")).toMatchObject({ band: NOT_CERTAIN, withCode: false });
  await till.shows("waiting", 15_000);
  await gateway.fault({ name: "unsigned", operation: "query", times: 2 });
  const { merchantNumber } = await database.sale(order);
  await gateway.pay(merchantNumber);
  await till.shows("paid");
});
