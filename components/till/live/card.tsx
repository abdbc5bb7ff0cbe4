"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { lookOf, shapeOf, toneClass } from "#components/orders/look.ts";
import { payableCode } from "#components/till/code/payable-code.ts";
import { BIGGER, CANCEL, DETAILS, MORE, PAPER, REFUND } from "#components/till/dialogs/parts.ts";
import { usePrinting } from "#components/till/print/paper/use-printing.ts";
import type { PaperDialog } from "#components/till/print/paper-dialogs.tsx";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import type { OrderSteps } from "#components/till/use-order-steps.ts";
import { Amount, isLongAmount } from "#components/ui/amount.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Later } from "#components/ui/later.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import { canCancel, isUndecided, type OrderView } from "#lib/orders/view.ts";
import { Band, Done, OfflineBand } from "./band.tsx";
import { ClockRow } from "./clock-row.tsx";
import { type CardKey, keysOf, menuOf } from "./keys.ts";
import { PaidFacts } from "./paid-facts.tsx";
import { SoftKeys } from "./soft-keys.tsx";
import { Stage } from "./stage.tsx";
import { useAnswer } from "./use-answer.ts";
import { useReturn } from "./use-return.ts";

type Props = {
  order: OrderView;
  now: number;
  /** No word from the server for too long: the code may not stay. */
  lost: boolean;
  steps: OrderSteps;
  /** True for an order whose end was awaited here: its paid card gives way by itself. */
  awaited: boolean;
  /** Takes the focus when the card appears. */
  focused: boolean;
  /** Keeps this order on top, whatever else comes in. */
  hold: () => void;
  leave: () => void;
  park: () => void;
  chargeAgain: () => void;
  lookUp: () => void;
};

/** A letter means the first of its steps that the card offers. */
const SHORTCUTS: Readonly<Record<string, readonly CardKey[]>> = {
  c: ["saysPaid"],
  b: ["bigger"],
  f: ["freshCode"],
  s: ["stay"],
  p: ["print", "printCode"],
  q: ["receipt"],
  Escape: ["cancel"],
};

/** One order: amount, band, stage, clock and four keys. Same skeleton and height in every state. */
export function Card({ order, now, lost, steps, awaited, focused, hold, leave, park, chargeAgain, lookUp }: Props) {
  const t = useTranslations("till.live");
  const tk = useTranslations("till.keys");
  const money = useMoneyText();
  const { mayRefund, letters, returnSeconds } = useStore();
  const look = lookOf(order, now);
  const settled = useSettled(`${order.id} ${order.state} ${order.refund?.state}`);
  const [dialog, setDialog] = useState<"cancel" | "bigger" | "details" | "refund" | "more" | PaperDialog | null>(null);
  const gone = look === "paid" && awaited && dialog === null;
  const { returning, stop } = useReturn({ after: returnSeconds, active: gone, leave });
  const answer = useAnswer(order, steps);
  const card = useRef<HTMLElement>(null);
  const primary = useRef<HTMLButtonElement>(null);
  const paid = look === "paid";
  const isEnding = steps.ending === order.id && order.code !== null;
  const payable = lost || isEnding ? null : payableCode(order, now);
  const code = usePrinting() ? null : payable;
  const stale = lost && isUndecided(order.state);

  useEffect(() => {
    if (focused && paid) primary.current?.focus();
    else if (focused && !card.current?.contains(document.activeElement)) card.current?.focus();
  }, [focused, paid]);

  // The key that opened a dialog may be gone when it closes: its card keeps the focus then.
  useEffect(() => {
    if (focused && dialog === null && document.activeElement === document.body) card.current?.focus();
  }, [focused, dialog]);

  function keep(what: "refund" | PaperDialog) {
    hold();
    setDialog(what);
  }

  const act: Record<CardKey, () => void> = {
    cancel: () => setDialog("cancel"),
    saysPaid: () => steps.ask(order),
    checkNow: () => steps.ask(order),
    bigger: () => setDialog("bigger"),
    freshCode: () => steps.freshCode(order),
    printCode: () => setDialog("code"),
    wallet: () => {},
    park,
    details: () => setDialog("details"),
    print: () => keep("print"),
    receipt: () => keep("receipt"),
    newSale: leave,
    stay: stop,
    accept: () => steps.accept(order),
    refund: () => keep("refund"),
    refundNow: () => keep("refund"),
    notDouble: () => steps.settleDouble(order),
    lookUp,
    chargeAgain,
    tryAgain: chargeAgain,
    back: leave,
  };
  const keys = keysOf(order, look, mayRefund);
  const menu = menuOf(order, look, mayRefund);
  const press = (key: CardKey | undefined) => {
    if (key === undefined || !settled || !(keys.includes(key) || menu.includes(key))) return false;
    act[key]();
    return true;
  };

  /** Single letters act only while the focus is inside the card, and can be turned off (WCAG 2.1.4). */
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog !== null) return;
    const isLetter = event.key.length === 1;
    if (isLetter && !letters) return;
    if (SHORTCUTS[isLetter ? event.key.toLowerCase() : event.key]?.some(press)) event.preventDefault();
  }

  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={t("card", { amount: money.spoken(order.amount) })}
      data-order={order.id}
      data-state={look}
      onKeyDown={onKeyDown}
      className={`${toneClass(look)} flex min-h-0 flex-col overflow-hidden bg-card max-tablet:flex-1 tablet:min-h-136 tablet:flex-[0_1_40.75rem] tablet:rounded-card tablet:border tablet:border-line tablet:shadow-lift roomy:flex-[0_0_45.5rem]`}
    >
      {!paid && <Head order={order} />}
      {/* The live region stays in place while the state in it changes: only then is it spoken. */}
      <div role={shapeOf(look).alarm ? "alert" : "status"} className={`flex flex-none flex-col ${paid ? "grow" : ""}`}>
        {paid && <Done order={order} />}
        {stale && <OfflineBand />}
        {!paid && !stale && <Band order={order} look={look} now={now} />}
      </div>
      {paid ? (
        <PaidFacts order={order} />
      ) : (
        <Stage order={order} look={isEnding ? "cancelling" : look} code={code} lost={lost} />
      )}
      <div className="flex items-center pr-1 roomy:pr-3">
        <ClockRow order={order} look={look} now={now} returning={returning} answer={answer} />
        <IconButton icon="dots" label={tk("more")} onClick={() => setDialog("more")} />
      </div>
      <SoftKeys order={order} keys={keys} press={press} locked={() => !settled} primaryRef={primary} />
      {dialog === "cancel" && canCancel(order) && (
        <Later
          of={CANCEL}
          props={{
            order,
            onKeep: () => setDialog(null),
            onCancel: () => {
              setDialog(null);
              steps.cancel(order);
            },
          }}
        />
      )}
      {dialog === "bigger" && code !== null && (
        <Later of={BIGGER} props={{ order, code, onClose: () => setDialog(null) }} />
      )}
      <Later
        of={PAPER}
        props={{
          shown: dialog,
          order,
          code: payable,
          actions: steps.receipts,
          onPrinted: () => {
            flushSync(() => setDialog(null));
            primary.current?.focus();
          },
          onClose: () => setDialog(null),
        }}
      />
      {dialog === "refund" && order.refundable !== null && (
        <Later
          of={REFUND}
          props={{ order, left: order.refundable, refund: steps.refund, onClose: () => setDialog(null) }}
        />
      )}
      {dialog === "more" && (
        <Later
          of={MORE}
          props={{
            title: t("card", { amount: money.signed(order.amount) }),
            keys: menu,
            press: (key) => {
              setDialog(null);
              act[key]();
            },
            onClose: () => setDialog(null),
          }}
        />
      )}
      {dialog === "details" && <Later of={DETAILS} props={{ order, onClose: () => setDialog(null) }} />}
    </article>
  );
}

function Head({ order }: { order: OrderView }) {
  const money = useMoneyText();
  const bare = money.bare(order.amount);
  const sign = money.sign(order.amount.currency);
  const lines = order.lines.map((minor) => money.bare({ minor, currency: order.amount.currency }));
  return (
    <div className="flex items-center gap-3 px-4 py-1.5 max-tablet:py-3 roomy:px-6 roomy:py-3.5">
      <h3 className={isLongAmount(sign, bare) ? "text-order" : "text-tablet roomy:text-till roomy:leading-15"}>
        <Amount sign={sign}>{bare}</Amount>
      </h3>
      <p className="ml-auto grid min-w-0 text-right text-muted text-small">
        <span className="line-clamp-2 [overflow-wrap:anywhere]">{order.reference}</span>
        {lines.length > 1 && <span className="line-clamp-2">{lines.join(" + ")}</span>}
      </p>
    </div>
  );
}
