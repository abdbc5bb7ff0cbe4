import type { createTranslator, Messages } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import { amountText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText, toMoneyText } from "#lib/money/money.ts";
import type { ReceiptView } from "#lib/receipts/view.ts";
import type { Language } from "../../i18n/languages.ts";
import { stampText } from "./stamp-text.ts";
import type { Fact, Words, WrittenReceipt } from "./written.ts";

/** Says the texts of receipts in one language. */
export type Speaker = {
  language: Language;
  t: ReturnType<typeof createTranslator<Messages, "receipt">>;
};

/** The language that a receipt is written in and, smaller, a second one. */
export type Speakers = { first: Speaker; second: Speaker | null };

type Key = Parameters<Speaker["t"]>[0];

/** Says a text in each language of the receipt. */
export const sayer =
  ({ first, second }: Speakers) =>
  (key: Key, values?: Record<string, string | number>): Words => ({
    text: first.t(key, values),
    second: second?.t(key, values) ?? null,
  });

/** Writes a receipt out. `copy` is null on a screen, where it is no print at all, and 0 on the first print. */
export function writeReceipt(view: ReceiptView, speakers: Speakers, copy: number | null): WrittenReceipt {
  const say = sayer(speakers);
  const { store, refund } = view;
  const at = (instant: string) => stampText(instant, store.timeZone);
  const fact = (key: Key, value: string | null | undefined): Fact[] =>
    value == null ? [] : [{ name: say(key), value }];
  const money = (key: Key, amount: MoneyText): Fact => ({ name: say(key), value: namedAmount(amount) });
  const title = say(refund === null ? "words.sale" : "words.refund");
  const standing = say(`words.standing.${view.standing}`);
  return {
    language: speakers.first.language,
    secondLanguage: speakers.second?.language ?? null,
    practice: view.practice ? say("words.test") : null,
    storeName: store.name,
    address: store.address,
    taxId: fact("words.taxId", store.taxId)[0] ?? null,
    title: copy ? join(title, say("words.copy", { copy })) : title,
    facts: [
      ...fact("words.number", refund?.number ?? view.number),
      ...fact("words.original", refund && view.number),
      ...fact("words.sold", at(view.soldAt)),
      ...fact("words.paidAt", view.paidAt && at(view.paidAt)),
      ...fact("words.refundedAt", refund?.at && at(refund.at)),
      ...fact("words.register", view.registerName),
      ...fact("words.cashier", refund?.askedBy ?? view.cashier),
      ...fact("words.reason", refund?.reason),
      ...fact("words.approvedBy", refund?.approvedBy),
    ],
    lines: refund === null ? linesOf(view) : [],
    total: refund === null ? money("words.total", view.amount) : money("words.refundAmount", refund.amount),
    sums: refund === null ? afterRefunds(view, money) : [money("words.originalAmount", view.amount)],
    proof: [
      { name: say("words.method"), value: speakers.first.t("words.alipay") },
      ...fact("words.trade", view.tradeNumber && inFours(view.tradeNumber)),
      ...fact("words.merchant", view.merchantNumber),
      ...fact("words.refundNumber", refund?.refundNumber),
      ...fact("words.reference", view.reference),
    ],
    standing,
    state: view.url === null ? standing : join(standing, say("words.live")),
    checked: speakers.first.t("page.checked", { time: at(view.checkedAt) }),
    url: view.url,
    footer: store.footer,
  };
}

const join = (a: Words, b: Words): Words => ({
  text: `${a.text} · ${b.text}`,
  second: a.second === null ? null : `${a.second} · ${b.second}`,
});

function afterRefunds({ amount, refunded }: ReceiptView, money: (key: Key, amount: MoneyText) => Fact): Fact[] {
  if (refunded === null) return [];
  const minor = fromMoneyText(amount).minor - fromMoneyText(refunded).minor;
  return [
    money("words.refunded", { ...refunded, minor: `-${refunded.minor}` }),
    money("words.net", toMoneyText({ minor, currency: amount.currency })),
  ];
}

const linesOf = ({ lines, amount }: ReceiptView): WrittenReceipt["lines"] =>
  lines.length < 2 ? [] : lines.map((minor, index) => ({ number: index + 1, amount: bare({ ...amount, minor }) }));

const bare = (amount: MoneyText): string => amountText(fromMoneyText(amount));

/** "2026 1122 2200": long numbers are read out in groups of four. */
const inFours = (digits: string): string => digits.replace(/(.{4})(?=.)/g, "$1 ");
