"use client";

import { useTranslations } from "next-intl";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Note } from "#components/ui/note.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { LookUpAnswer } from "./use-look-up.ts";

type Props = { answer: LookUpAnswer; known: ReadonlySet<string>; onOpen: (orderId: string) => void };

/** What Alipay says of a number, and which sale of this shop it belongs to. */
export function LookUpAnswerCard({ answer, known, onOpen }: Props) {
  const t = useTranslations("till.lookUp");
  const ts = useTranslations("states");
  const money = useMoneyText();
  const { timeZone } = useStore();
  if (answer.kind === "number_refused") return null;
  if (answer.kind !== "found") {
    return (
      <div className={answer.kind === "unclear" ? "tone-unknown" : "tone-warn"}>
        <Note icon={answer.kind === "unclear" ? "looking" : "info"}>{t(`answers.${answer.kind}`)}</Note>
      </div>
    );
  }
  const { trade, order, ours } = answer;
  const belongs = order === null ? (ours ? "noSale" : "elsewhere") : "belongs";
  const day = (instant: string) => `${dayText(instant, timeZone)} ${shortClockText(instant, timeZone)}`;
  return (
    <div className={`grid gap-3 ${order === null ? "tone-warn" : "tone-accent"}`}>
      <Note icon="info">{t(belongs)}</Note>
      <Facts
        pairs={[
          [t("says"), t(`trade.${trade.state}`)],
          [t("amount"), money.signed(trade.amount)],
          [t("tradeNumber"), trade.number],
          [t("sale"), order === null ? null : ts(order.state)],
          [t("reference"), order?.reference ?? null],
          [t("made"), order === null ? null : day(order.createdAt)],
          [t("register"), order?.registerName ?? null],
        ]}
      />
      {order !== null && known.has(order.id) && (
        <Button className="justify-self-start" onClick={() => onOpen(order.id)}>
          {t("open")}
        </Button>
      )}
    </div>
  );
}
