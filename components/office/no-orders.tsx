import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";

/** An empty list says why, and leads on: out of the filter, or to the first sale. */
export function NoOrders({ filtered }: { filtered: boolean }) {
  const t = useTranslations("orders");
  return (
    <div className="grid justify-items-center gap-4 px-6 py-16 text-center">
      <p>{filtered ? t("nothing") : t("none")}</p>
      {filtered ? (
        <a href="/orders?day=all" className={buttonClass("line")}>
          {t("clear")}
        </a>
      ) : (
        <a href="/" className={buttonClass("primary")}>
          {t("practice")}
        </a>
      )}
    </div>
  );
}
