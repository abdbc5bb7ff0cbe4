import { namedAmount } from "#components/orders/named-amount.ts";
import { clockText } from "#components/ui/time-text.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { CodeView } from "#lib/receipts/view.ts";
import { type Speakers, sayer } from "./write-receipt.ts";
import type { WrittenCode } from "./written.ts";

/** Writes out what stands around a payment code on paper: until when it can be paid, and not after. */
export function writeCode(code: CodeView, speakers: Speakers): WrittenCode {
  const say = sayer(speakers);
  return {
    language: speakers.first.language,
    secondLanguage: speakers.second?.language ?? null,
    practice: code.practice ? say("words.test") : null,
    storeName: code.store.name,
    title: say(TRAITS[code.generation].code === "page" ? "code.page" : "code.wallet"),
    amount: namedAmount(code.amount),
    endsAt: say("code.endsAt", { time: clockText(code.endsAt, code.store.timeZone) }),
    never: say("code.never"),
    text: code.text,
    ownText: code.ownText,
  };
}
