import { useTranslations } from "next-intl";

/** On top of every page of a practice store. */
export function TestStripe() {
  return <div aria-hidden="true" className="stripes h-3" />;
}

/** The words beside the stripes. */
export function TestChip() {
  const t = useTranslations("shell");
  return (
    <strong
      title={t("testNote")}
      className="tone-warn inline-flex min-h-8 items-center whitespace-nowrap rounded-chip bg-tone-tint px-2.5 font-semibold text-small text-tone"
    >
      {t("test")}
    </strong>
  );
}
