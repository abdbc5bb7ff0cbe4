import { useTranslations } from "next-intl";
import { type Look, shapeOf, toneClass } from "#components/orders/look.ts";
import { Note } from "#components/ui/note.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";

type Props = { order: OrderView; look: Look; timeZone: string };

/** What to do about an order that needs somebody; null where nobody is needed. */
export function useNextStep({ order, look, timeZone }: Props): string | null {
  const ts = useTranslations("till.stage");
  const ta = useTranslations("till.advice");
  const tr = useTranslations("till.refund");
  const clock = (instant: string | null) => (instant === null ? "" : shortClockText(instant, timeZone));
  switch (look) {
    case "checking":
      return order.check.answer === "undecided" ? ts("undecided") : ts("tell");
    case "paid_late":
      return ts("late");
    case "double":
      return ts("double", { time: clock(order.paidAt) });
    case "failed":
      return order.failure === null ? null : ta(order.failure.reason);
    case "refund_failed":
      return order.refund?.failure ? tr(`advice.${order.refund.failure.reason}`) : null;
    case "refund_checking":
      return tr("stage.refund_checking");
    case "refund_queued":
      return tr("stage.refund_queued", { time: clock(order.refund?.runsAt ?? null) });
    default:
      return null;
  }
}

export const NEXT_STEP = "next-step";

/** Where "What now?" leads. */
export function NextStep({ text, look }: { text: string; look: Look }) {
  return (
    <div id={NEXT_STEP} className={`${toneClass(look)} mb-6 scroll-mt-4`}>
      <Note icon={shapeOf(look).icon}>{text}</Note>
    </div>
  );
}
