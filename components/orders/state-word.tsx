import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import { type Look, shapeOf, toneClass } from "./look.ts";

/** Icon, colour and word of a look: regular when all is well, bold when a person is needed. */
export function StateWord({ look }: { look: Look }) {
  const t = useTranslations("states");
  const { tone, icon } = shapeOf(look);
  const quiet = tone === "paid" || tone === "rest";
  return (
    <span
      className={`${toneClass(look)} inline-flex items-center gap-2 whitespace-normal align-middle text-tone ${quiet ? "" : "font-semibold"}`}
    >
      <Icon name={icon} />
      {t(look)}
    </span>
  );
}
