import { may } from "#lib/auth/roles.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { buildReport, toItem } from "./build-report.ts";
import { readItems } from "./sql/read-items.ts";
import {
  readHandOvers,
  readOpenShift,
  readPastReports,
  readPlaceOfShifts,
  readStoredReport,
} from "./sql/read-shift.ts";
import { sumUncounted } from "./sql/sum-money.ts";
import type { ShiftView, StoredReport } from "./view.ts";

/** The open shift of a register with its X report, or what the last one left; null for those who run no shifts there. */
export async function readShift(shop: Shop, userId: string, registerId: string): Promise<ShiftView | null> {
  const [place] = await run(shop.pool, readPlaceOfShifts, [registerId, userId]);
  if (!place) return null;
  const [[shift], reports] = await Promise.all([
    run(shop.pool, readOpenShift, [registerId]),
    run(shop.pool, readPastReports, [registerId]),
  ]);
  const past = reports.map(({ shiftId, number, content }) => ({
    ...{ shiftId, number },
    closedAt: content.at,
    closedBy: content.closedBy ?? "",
  }));
  const known = { past, mayCloseUnclear: may(place, "close_unclear") };
  const last = reports[0]?.content;
  if (!shift) {
    const left = last && (last.note !== "" || last.leftOpen.length > 0);
    return { ...known, kind: "none", before: left ? { note: last.note, leftOpen: last.leftOpen } : null };
  }
  const { shiftId } = shift;
  const [money, handOvers, items] = await Promise.all([
    run(shop.pool, sumUncounted, [registerId, shiftId]),
    run(shop.pool, readHandOvers, [shiftId]),
    run(shop.pool, readItems, [shiftId, []]),
  ]);
  return {
    ...known,
    kind: "open",
    shiftId,
    isMine: shift.heldById === userId,
    report: buildReport({ place, shift, money, handOvers, closing: null }),
    unclear: items.map(toItem),
  };
}

/** A closing report as it was when its shift closed; null when there is none, or for those who run no shifts there. */
export async function readReport(shop: Shop, userId: string, shiftId: string): Promise<StoredReport | null> {
  const [found] = await run(shop.pool, readStoredReport, [shiftId, userId]);
  return found ? { shiftId, report: found.content, copies: Number(found.copies) } : null;
}
