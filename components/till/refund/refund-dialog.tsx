"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { tradeTailText } from "#components/orders/trade-tail.ts";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import type { OrderSteps } from "#components/till/use-order-steps.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import { decimalText, type Money, type MoneyText, toMoneyText } from "#lib/money/money.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { parseReason } from "#lib/refunds/parse-refund.ts";
import { AmountField } from "./amount-field.tsx";
import { ReasonField } from "./reason-field.tsx";
import { RefundApproval } from "./refund-approval.tsx";
import { useApprovalTexts } from "./use-approval-texts.ts";
import type { RefundRefusal, RefundWish } from "./use-refund.ts";
import { firstAmount, leftAfter, type Reason, readAmount } from "./wish.ts";

const STORED = { kind: "stored" } as const;

type Props = { order: OrderView; left: MoneyText; refund: OrderSteps["refund"]; onClose: () => void };

/** Gives money back: how much, why, what it does, and one red key. It closes when the server has stored the refund. */
export function RefundDialog({ order, left: leftNow, refund, onClose }: Props) {
  const t = useTranslations("till.refund");
  const money = useMoneyText();
  const [typed, setTyped] = useState(() =>
    firstAmount(leftNow, order.refund?.state === "refused" ? order.refund.amount : null),
  );
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState("");
  /** True once the red key was pressed: what is missing is said from then on, but not while it is being chosen. */
  const [pressed, setPressed] = useState(false);
  /** What was left when the refund on its way was sent: what its own news change is no mistake of the one who typed. */
  const [sending, setSending] = useState<MoneyText | null>(null);
  const [refusal, setRefusal] = useState<RefundRefusal | null>(null);

  const { approvers } = useStore();
  const { freshly, dialog } = useFresh();

  const left = sending ?? leftNow;
  const locked = sending !== null;
  const amount = readAmount(typed, left);
  const why = parseReason(reason === "other" ? words : reason === null ? "" : t(`reasons.${reason}`));
  const isAll = amount.ok && amount.amount.minor === BigInt(left.minor);

  async function send(approval: Pick<RefundWish, "approval">): Promise<RefundRefusal | null> {
    if (!amount.ok || !why.ok || locked) return null;
    setSending(left);
    const wish = { amount: decimalText(amount.amount), reason: why.line, ...approval };
    const answer = await freshly(async () => (await refund(order, wish)) ?? STORED);
    if (answer?.kind === "stored") {
      onClose();
      return null;
    }
    setSending(null);
    return answer ?? { kind: "stale" };
  }

  async function press() {
    setPressed(true);
    setRefusal(null);
    const refused = await send({});
    if (refused !== null) setRefusal(refused);
  }

  /** What was refused stays until it is changed. */
  function change<Value>(set: (value: Value) => void) {
    return (value: Value) => {
      setRefusal(null);
      set(value);
    };
  }

  const amountProblem = amount.ok ? (refusal?.kind === "amount_refused" ? refusal.problem : null) : amount.problem;
  const reasonProblem = why.ok ? (refusal?.kind === "reason_refused" ? refusal.problem : null) : why.problem;
  const isUnready = (problem: string | null) => problem === "empty" && !pressed;
  return (
    <>
      <Dialog
        fills="phone"
        title={t("title", { amount: money.signed(order.amount) })}
        onClose={locked ? () => {} : onClose}
        foot={
          <>
            <Button className="min-h-13 flex-1" disabled={locked} onClick={onClose}>
              {t("back")}
            </Button>
            {/* Not disabled while it works: it keeps the focus, and gets it back from the second person's PIN. */}
            <Button
              look="danger"
              className="min-h-13 flex-2 aria-disabled:bg-well aria-disabled:text-muted"
              aria-disabled={locked}
              onClick={press}
            >
              <Verb sending={locked} cancels={isAll && order.refundCancels} amount={amount.ok ? amount.amount : null} />
            </Button>
          </>
        }
      >
        <Which order={order} />
        <AmountField
          left={left}
          typed={typed}
          onType={change(setTyped)}
          problem={isUnready(amountProblem) ? null : amountProblem}
          locked={locked}
        />
        <ReasonField
          reason={reason}
          onReason={change((chosen: Reason | null) => {
            setPressed(false);
            setReason(chosen);
          })}
          words={words}
          onWords={change(setWords)}
          problem={isUnready(reasonProblem) ? null : reasonProblem}
          locked={locked}
        />
        <Effect left={left} amount={amount.ok ? amount.amount : null} />
        {refusal !== null && <Refused refusal={refusal} />}
      </Dialog>
      {dialog}
      {refusal?.kind === "needs_approval" && approvers !== null && amount.ok && (
        <RefundApproval
          amount={amount.amount}
          bound={refusal}
          send={(approval) => send({ approval })}
          onClose={setRefusal}
        />
      )}
    </>
  );
}

/** Which sale this is, in the words in which a customer asks for it. */
function Which({ order }: { order: OrderView }) {
  const { timeZone } = useStore();
  const facts = [
    order.paidAt === null ? null : shortClockText(order.paidAt, timeZone),
    order.reference,
    order.tradeTail === null ? null : tradeTailText(order.tradeTail),
  ];
  return (
    <p className="-mt-4 text-muted text-table [overflow-wrap:anywhere]">
      {facts.filter((fact) => fact !== null).join(" · ")}
    </p>
  );
}

type VerbProps = { sending: boolean; cancels: boolean; amount: Money | null };

function Verb({ sending, cancels, amount }: VerbProps) {
  const t = useTranslations("till.refund");
  const money = useMoneyText();
  if (sending) return t("sending");
  if (amount === null) return t("confirmEmpty");
  // P14: on the same day Alipay wants the whole payment undone by a cancel.
  return t(cancels ? "confirmCancel" : "confirm", { amount: money.signed(toMoneyText(amount)) });
}

function Effect({ left, amount }: { left: MoneyText; amount: Money | null }) {
  const t = useTranslations("till.refund");
  const money = useMoneyText();
  const bold = (text: ReactNode) => <b className="font-semibold">{text}</b>;
  return (
    <div role="status" className="tone-rest">
      <Note icon="undo">
        <p>
          {amount === null ? t("noEffect") : t.rich("effect", { amount: money.signed(toMoneyText(amount)), b: bold })}
        </p>
        <p>{t("left", { left: money.signed(amount === null ? left : leftAfter(left, amount)) })}</p>
      </Note>
    </div>
  );
}

/** A refusal that belongs to no field. */
function Refused({ refusal }: { refusal: RefundRefusal }) {
  const t = useTranslations("till.refund.refused");
  const ta = useTranslations("till.refund.approval");
  const { whyAsked } = useApprovalTexts();
  switch (refusal.kind) {
    case "amount_refused":
    case "reason_refused":
    case "approval_refused":
      return null;
    case "needs_approval":
      return <Alert>{`${whyAsked(refusal)} ${ta("no_till")}`}</Alert>;
    default:
      return <Alert>{t(refusal.kind)}</Alert>;
  }
}

const Alert = ({ children }: { children: string }) => (
  <div role="alert" className="tone-fail">
    <Note icon="octagon">{children}</Note>
  </div>
);
