"use client";

import { useTranslations } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import { Button, type ButtonLook, buttonClass } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import { clockText, dayText, shortClockText } from "#components/ui/time-text.ts";
import type { ExceptionKind, ExceptionStep, ExceptionView } from "#lib/exceptions/view.ts";
import { ageOf } from "./age.ts";
import type { WorkStep } from "./steps.ts";

/** The word of a kind has its colour and its shape: neither speaks alone. */
const LOOKS: Record<ExceptionKind, { tone: string; icon: IconName }> = {
  account: { tone: "tone-fail", icon: "key" },
  unknown: { tone: "tone-unknown", icon: "looking" },
  late: { tone: "tone-warn", icon: "latepaid" },
  double: { tone: "tone-warn", icon: "double" },
  mismatch: { tone: "tone-fail", icon: "octagon" },
  refund: { tone: "tone-unknown", icon: "undo" },
  parked: { tone: "tone-warn", icon: "info" },
};

type Props = {
  row: ExceptionView;
  now: string;
  withStore: boolean;
  /** The most urgent case has the page's one solid button. */
  isFirst: boolean;
  /** While a step of this card is under way. */
  busy: boolean;
  onStep: (step: WorkStep) => void;
};

/** One case: what happened, what is at risk, how long it waits, and its next step. */
export function ExceptionCard({ row, now, withStore, isFirst, busy, onStep }: Props) {
  const t = useTranslations("exceptions");
  const { kind, variant, amount, told, steps, message } = row;
  const { tone, icon } = LOOKS[kind];
  const [next, ...others] = steps;
  return (
    <li
      data-exception={kind}
      data-variant={variant}
      data-id={row.id}
      className={`${tone} grid gap-3 rounded-card border border-line bg-card px-4 py-4 text-table tablet:px-5`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="inline-flex items-center gap-2 font-semibold text-tone">
          <Icon name={icon} className="size-5 self-center" />
          {t(`kinds.${kind}`)}
        </h3>
        <p className="ml-auto font-semibold text-title">
          <span className="sr-only">{t("amount")} </span>
          {amount === null ? (
            <span className="font-normal text-muted text-table">{t("none")}</span>
          ) : (
            namedAmount(amount)
          )}
        </p>
      </div>
      <div className="grid gap-1">
        <p>
          {t(`said.${variant}`)}
          {told !== null && ` ${t("toldAmount", { amount: namedAmount(told) })}`}
        </p>
        <p className="text-muted">{t(`next.${variant}`)}</p>
      </div>
      <Facts row={row} now={now} withStore={withStore} />
      {message !== null && (
        <details>
          <summary className="min-h-6 w-fit cursor-pointer text-muted">{t("message")}</summary>
          <dl className="mt-2 grid gap-x-4 gap-y-1 rounded-card bg-well px-3 py-2 text-small tablet:grid-cols-[auto_1fr]">
            {message.map(({ name, value }) => (
              <div key={name} className="contents max-tablet:block">
                <dt className="text-muted [overflow-wrap:anywhere]">{name}</dt>
                <dd className="[overflow-wrap:anywhere]">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {next === undefined ? (
        <p className="text-muted">{t("noRight")}</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Step step={next} row={row} busy={busy} look={isFirst ? "primary" : "line"} onStep={onStep} />
          {others.map((step) => (
            <Step key={step} step={step} row={row} busy={busy} look="plain" onStep={onStep} />
          ))}
        </div>
      )}
    </li>
  );
}

type StepProps = Pick<Props, "row" | "busy" | "onStep"> & { step: ExceptionStep; look: ButtonLook };

function Step({ step, row, busy, look, onStep }: StepProps) {
  const t = useTranslations("exceptions");
  const text = t(`steps.${step}`);
  // Many cards have the same keys: each is called by its case, too.
  const what = [t(`kinds.${row.kind}`), row.amount && namedAmount(row.amount), row.order?.reference, row.account?.code];
  const label = t("stepsFor", { step: text, what: what.filter(Boolean).join(" · ") });
  if (step === "credentials")
    return (
      <a
        href={`/stores/${row.store.id}/credentials/${row.account?.id}`}
        aria-label={label}
        className={buttonClass(look)}
      >
        {text}
      </a>
    );
  return (
    <Button look={look} aria-label={label} aria-disabled={busy} data-step={step} onClick={() => !busy && onStep(step)}>
      {text}
    </Button>
  );
}

/** How long it waits, by the store's clock, and of which sale it is. */
function Facts({ row, now, withStore }: Pick<Props, "row" | "now" | "withStore">) {
  const t = useTranslations("exceptions");
  const { store, order, account, checked, since, kind } = row;
  const when = (at: string) => `${dayText(at, store.timeZone)} ${shortClockText(at, store.timeZone)}`;
  const { unit, count } = ageOf(since, now);
  const facts = [
    withStore ? store.name : null,
    order?.registerName,
    order?.reference && t("reference", { reference: order.reference }),
    account && (kind === "account" || kind === "parked") ? t("account", { code: account.code }) : null,
    checked && checked.count > 0 && (kind === "unknown" || kind === "refund")
      ? checked.at === null
        ? t("asked", { count: checked.count })
        : t("askedAt", { count: checked.count, time: clockText(checked.at, store.timeZone) })
      : null,
  ];
  return (
    <p className="text-muted text-small [overflow-wrap:anywhere]">
      <time dateTime={since} className="font-semibold text-text">
        {t("since", { age: t(`ages.${unit}`, { count }) })}
      </time>
      {[t("sinceAt", { when: when(since) }), ...facts].filter(Boolean).map((fact) => ` · ${fact}`)}
      {order && (
        <>
          {" · "}
          <a href={`/orders/${order.id}`} className="inline-flex min-h-6 items-center text-accent">
            {t("sale", { when: when(order.createdAt) })}
          </a>
        </>
      )}
    </p>
  );
}
