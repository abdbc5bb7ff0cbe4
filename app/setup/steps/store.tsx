import { getTranslations } from "next-intl/server";
import { saveStore } from "#app/(office)/stores/actions.ts";
import { Card, GoOn, Lead } from "#components/setup/setup-shell.tsx";
import { GeneralForm } from "#components/stores/general-form.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { processShop } from "#lib/process.ts";
import type { SetupView } from "#lib/setup/view.ts";
import { findStore } from "#lib/stores/manage/queries.ts";
import { storeGeneral } from "#lib/stores/schema.ts";
import { addFirstStore } from "../actions.ts";

/** What a form begins with: the defaults of the store file. */
const NAMELESS = { name: "-" };

/** The first store that sells for real money. */
export async function StoreStep({ staff, setup: { storeId, trials } }: { staff: Staff; setup: SetupView }) {
  const t = await getTranslations("setup");
  const store = storeId === null ? null : await findStore(processShop(), staff, storeId);
  const practises = trials.some(({ practice }) => practice);
  return (
    <>
      <Lead>{t(practises ? "store.textBeside" : "store.text")}</Lead>
      <Card>
        <GeneralForm
          general={store?.general ?? { ...storeGeneral.parse(NAMELESS), name: "" }}
          timeZones={Intl.supportedValuesOf("timeZone")}
          hasSold={store?.hasSold ?? false}
          door={store ? { storeId: store.id, saveStore } : { addFirstStore }}
        />
      </Card>
      {store && <GoOn to="/setup?step=credentials">{t("goOn")}</GoOn>}
    </>
  );
}
