import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import type { StoreView } from "#lib/stores/manage/view.ts";

/** The same for those who may read it only. */
export function GeneralFacts({ general }: { general: StoreView["general"] }) {
  const t = useTranslations("stores");
  const yes = (on: boolean) => t(on ? "yes" : "no");
  return (
    <div className="px-5 py-2">
      <Facts
        wide
        pairs={[
          [t("fields.currency"), general.currency],
          [t("fields.timeZone"), general.timeZone],
          [t("fields.dayStart"), general.dayStart],
          [t("fields.language"), t(`languages.${general.language}`)],
          [t("fields.codeLifeMinutes"), general.codeLifeMinutes],
          [t("fields.requireShift"), yes(general.requireShift)],
          [t("fields.centsFirst"), yes(general.centsFirst)],
          [t("fields.pinLength"), general.pinLength],
          [t("fields.idleLockMinutes"), general.idleLockMinutes],
          [t("fields.lockAfterSale"), yes(general.lockAfterSale)],
          [t("fields.officeIdleMinutes"), general.officeIdleMinutes],
          [t("fields.freshMinutes"), general.freshMinutes],
          [t("fields.address"), general.address ?? ""],
          [t("fields.taxId"), general.taxId ?? ""],
          [t("fields.receiptFooter"), general.receiptFooter ?? ""],
        ]}
      />
    </div>
  );
}
