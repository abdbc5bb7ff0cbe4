import { expect } from "@playwright/test";
import { type GatewayCall, genuineTrade, intlTrade, tradeMembers, wellSigned } from "./fixtures/forge/answers.ts";
import { type BadAnswer, expectUnclearQueries, makeAsk } from "./fixtures/forge/ask.ts";
import { yuan } from "./fixtures/forge/notices.ts";
import { test } from "./fixtures/forge/test.ts";

/** Amounts in none of Alipay's grammars (openapi.md section 1, mapi.md section 1, intl.md section 1). */
const NO_AMOUNTS = [
  ...["", "1e1", "+12.34", "012.34", "12,34", " 12.34", "12.34 ", "NaN", "Infinity", "0x10", "12.340", "12.", ".34"],
  ...["-12.34", "１２.３４", "1".repeat(30)],
];

/** A paid trade in every other respect. */
function withAmount(call: GatewayCall, text: string) {
  if (call.account.generation === "intl")
    return { ...intlTrade(call, "paid"), orderAmount: { currency: call.account.currency, value: text } };
  const name = call.account.generation === "mapi" ? "trans_amount" : "total_amount";
  return { ...tradeMembers(call, "paid"), [name]: text };
}

for (const name of ["openapi", "mapi", "intl"] as const) {
  test(`B17 ${name}: a well-signed answer whose amount is none is unknown, never a success`, async ({
    live,
    sellAt,
    post,
    database,
  }) => {
    const texts = name === "intl" ? [...NO_AMOUNTS, "12.34", "0012"] : NO_AMOUNTS;
    const cases = texts.map((text): [string, BadAnswer] => [
      `the amount ${text}`,
      { say: (call) => wellSigned(call, withAmount(call, text)), why: "bad_member" },
    ]);
    await expectUnclearQueries({ sellAt, post, database }, live[name], Object.fromEntries(cases));
  });
}

test("B27 B16 in all generations: a genuine answer about other money freezes the sale for a person, and is not paid", async ({
  live,
  sellAt,
  post,
  database,
}) => {
  const other = (change: (call: GatewayCall) => Partial<GatewayCall>) => ({
    query: (call: GatewayCall) => genuineTrade({ ...call, ...change(call) }, "paid"),
  });
  const sum = (change: (minor: bigint) => bigint) => other(({ minor }) => ({ minor: `${change(BigInt(minor))}` }));
  const sums = [sum((minor) => minor - 1n), sum((minor) => minor + 1n), sum((minor) => minor * 100n)];
  const currency = other(({ account }) => ({ account: { ...account, currency: "CNY" } }));
  const cases = [
    ...[live.openapi, live.mapi, live.intl].flatMap((account) => sums.map((plan) => ({ account, plan }))),
    ...[live.mapi, live.intl].map((account) => ({ account, plan: currency })),
  ];
  const sales = await Promise.all(
    cases.map(async ({ account, plan }) => {
      const sale = await sellAt(account, { plan });
      await makeAsk(post, account, sale);
      return sale;
    }),
  );
  for (const { orderId, amount } of sales) {
    const anomaly = async () => (await database.sale(orderId)).anomaly;
    await expect.poll(anomaly, { message: yuan(amount) }).toBe("amount_mismatch");
    expect((await database.sale(orderId)).orderStatus).toBe("open");
  }
});
