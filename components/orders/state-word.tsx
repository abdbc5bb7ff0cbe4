import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import type { TillState } from "#lib/orders/view.ts";
import { shapeOf, toneClass } from "./look.ts";

/** Icon, colour and word of a state: regular when all is well, bold when a person is needed. */
export function StateWord({ state }: { state: TillState }) {
  const t = useTranslations("states");
  const { tone, icon } = shapeOf(state);
  const quiet = tone === "paid" || tone === "rest";
  return (
    <span
      className={`${toneClass(state)} inline-flex items-center gap-2 align-middle whitespace-nowrap text-tone ${quiet ? "" : "font-semibold"}`}
    >
      <Icon name={icon} />
      {t(state)}
    </span>
  );
}
