import { useTranslations } from "next-intl";
import { type Look, shapeOf, toneClass } from "#components/orders/look.ts";
import { Icon } from "#components/ui/icon.tsx";

/** The state of an order in the head of its page. */
export function StateChip({ look }: { look: Look }) {
  const t = useTranslations("states");
  return (
    <span
      data-look={look}
      className={`${toneClass(look)} inline-flex min-h-8 items-center gap-1.5 rounded-chip bg-tone-tint py-1 pr-3 pl-2 font-semibold text-label text-tone`}
    >
      <Icon name={shapeOf(look).icon} />
      {t(look)}
    </span>
  );
}
