import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireSeller } from "#app/session.ts";
import { NoShift } from "#components/shift/no-shift.tsx";
import { OpenShift } from "#components/shift/open-shift.tsx";
import { processShop } from "#lib/process.ts";
import { readShift } from "#lib/shifts/read-shift.ts";
import { checkShift, closeShift, openShift, takeOver } from "./actions.ts";
import { Seat } from "./seat.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shift");
  return { title: t("title") };
}

/** The shift of this till's register: opened here, looked at (X), handed over and closed. */
export default async function ShiftPage() {
  const seat = await requireSeller("/shift");
  const view = (await readShift(processShop(), seat.user.id, seat.register.id)) ?? redirect("/");
  return (
    <Seat seat={seat}>
      {view.kind === "none" ? (
        <NoShift
          registerId={seat.register.id}
          volume={seat.register.volume}
          userName={seat.user.name}
          timeZone={seat.store.timeZone}
          currency={seat.store.currencies[0]?.currency ?? ""}
          before={view.before}
          past={view.past}
          openShift={openShift}
        />
      ) : (
        <OpenShift
          key={view.shiftId}
          view={view}
          paperWidth={seat.register.paperWidth}
          actions={{ checkShift, closeShift, takeOver }}
        />
      )}
    </Seat>
  );
}
