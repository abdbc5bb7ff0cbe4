import { useTranslations } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import type { LoggedEffect, ReplayPlan } from "#lib/notices/log/view.ts";
import { CheckSteps } from "./notice-page.tsx";

/** `effect`: as it stands in the log; null for one that was refused and stands there as a genuine one as well. */
type Props = { plan: ReplayPlan; effect: LoggedEffect | null };

/** What processing a notification again would bring about, in sentences. */
export function PlanText({ plan, effect }: Props) {
  const t = useTranslations("notices.plan");
  if (plan.kind === "forgotten" || plan.kind === "unusable" || plan.kind === "elsewhere") return <p>{t(plan.kind)}</p>;
  return (
    <div
      className="grid gap-3"
      data-plan={plan.kind === "refused" || plan.changes || plan.asks ? "something" : "nothing"}
    >
      {plan.kind === "refused" ? (
        <p className="font-semibold">{t("refused", { why: plan.why })}</p>
      ) : (
        <Believed plan={plan} effect={effect} />
      )}
      <CheckSteps checks={plan.checks} />
    </div>
  );
}

function Believed({ plan, effect }: Props & { plan: Extract<ReplayPlan, { kind: "believed" }> }) {
  const t = useTranslations("notices.plan");
  const te = useTranslations("notices.effects");
  const ts = useTranslations("states");
  const { order, changes, asks, asksRefunds } = plan;
  const amount = order === null ? "" : namedAmount(order.amount);
  return (
    <ul className="grid gap-1">
      <li className="font-semibold">
        {order === null
          ? t("noOrder")
          : !changes
            ? t("nothing", { state: ts(order.to), amount })
            : order.from === order.to
              ? t("details", { state: ts(order.to), amount })
              : t("becomes", { from: ts(order.from), to: ts(order.to), amount })}
      </li>
      {asks && <li>{t("asks")}</li>}
      {asksRefunds && <li>{t("asksRefunds")}</li>}
      {effect !== null && plan.effect !== effect && <li>{t("effect", { effect: te(plan.effect) })}</li>}
    </ul>
  );
}
