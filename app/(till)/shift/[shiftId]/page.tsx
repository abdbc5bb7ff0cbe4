import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { noteRefusal } from "#app/refusal.ts";
import { requireSeller, seeing } from "#app/session.ts";
import { ClosedShift } from "#components/shift/closed-shift.tsx";
import { processShop } from "#lib/process.ts";
import { readReport } from "#lib/shifts/read-shift.ts";
import { isUuid } from "#lib/uuid.ts";
import { printReport } from "../actions.ts";
import { Seat } from "../seat.tsx";

const PAGE = "/shift/[shiftId]";

type Props = { params: Promise<{ shiftId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shift");
  return { title: t("z") };
}

/** A closing report, to be read and printed again. */
export default async function ReportPage({ params }: Props) {
  const [seat, { shiftId }] = await Promise.all([requireSeller(PAGE), params]);
  const reader = isUuid(shiftId) ? await seeing({ shiftId }) : null;
  const stored = reader && (await readReport(processShop(), reader.user.id, shiftId));
  if (stored === null) {
    noteRefusal(PAGE, { user: seat.user.id, shiftId });
    notFound();
  }
  return (
    <Seat seat={seat}>
      <ClosedShift stored={stored} paperWidth={seat.register.paperWidth} printReport={printReport} />
    </Seat>
  );
}
