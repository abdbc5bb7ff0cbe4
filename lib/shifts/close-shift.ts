import { cashier, type Doer } from "#lib/actor.ts";
import { doerValues, insertEntry } from "#lib/audit/sql/insert-entry.ts";
import { may } from "#lib/auth/roles.ts";
import { type RunInside, transact } from "#lib/db/transaction.ts";
import { parseLine } from "#lib/parse-line.ts";
import type { Shop } from "#lib/process.ts";
import { buildReport, toItem } from "./build-report.ts";
import type { CloseShiftInput, CloseShiftResult } from "./commands.ts";
import { findShift } from "./find-shift.ts";
import { insertReport, lockRegister, lockShift, updateClosed } from "./sql/change-shift.ts";
import { readItems } from "./sql/read-items.ts";
import { readHandOvers, readPlaceOfShifts, readShiftById } from "./sql/read-shift.ts";
import { claimMoney } from "./sql/sum-money.ts";
import { MAX_NOTE } from "./take-over.ts";

/**
 * Ends a shift with its closing report, all or nothing. The report claims the money that it counts, takes the next number of
 * the register, and never changes again (Z2, Z3). Of many who close at once one does.
 */
export async function closeShift(shop: Shop, doer: Doer, input: CloseShiftInput): Promise<CloseShiftResult> {
  const found = await findShift(shop, doer.userId, input.shiftId);
  if (!found) return { kind: "not_allowed" };
  const notes = parseNotes(input);
  if (!notes.ok) return { kind: "note_refused", problem: notes.problem };
  const { registerId } = found.shift;
  const result = await transact(shop.pool, (run) => close(run, { ...notes, shiftId: input.shiftId, registerId, doer }));
  if (result.kind === "closed") shop.hints.publish({ registerId, orderId: null });
  return result;
}

type Wish = { shiftId: string; registerId: string; doer: Doer; note: string; left: Map<string, string> };

async function close(run: RunInside, { shiftId, registerId, doer, note, left }: Wish): Promise<CloseShiftResult> {
  const { userId } = doer;
  await run(lockRegister, [registerId]);
  await run(lockShift, [shiftId]);
  const [place] = await run(readPlaceOfShifts, [registerId, userId]);
  const [shift] = await run(readShiftById, [shiftId]);
  if (!place || !shift) return { kind: "not_allowed" };
  if (shift.closedAt !== null) return { kind: "already_closed" };

  const unclear = (await run(readItems, [shiftId, []])).map(toItem);
  if (unclear.length > 0 && !may(place, "close_unclear")) return { kind: "needs_manager" };
  const leftOpen = unclear.map((item) => ({ ...item, note: left.get(item.id) ?? "" }));
  if (leftOpen.some((item) => item.note === "")) return { kind: "unclear", items: unclear };

  const number = (place.lastNumber ?? 0) + 1;
  const money = await run(claimMoney, [registerId, shiftId]);
  const handOvers = await run(readHandOvers, [shiftId]);
  const closing = { number, closedBy: place.userName, note, leftOpen };
  const report = buildReport({ place, shift, money, handOvers, closing });
  await run(insertReport, [shiftId, registerId, number, JSON.stringify(report)]);
  const fact = JSON.stringify({ number, note, left: [...left].map(([id, why]) => ({ id, note: why })) });
  await run(updateClosed, [shiftId, userId, cashier(userId), fact, place.now]);
  if (leftOpen.length > 0) {
    const facts = JSON.stringify({ number, leftOpen: leftOpen.map(({ what, id }) => `${what} ${id}`) });
    const where = [place.storeId, registerId, "shift", shiftId];
    await run(insertEntry, ["shift_closed_unclear", ...doerValues(doer), ...where, facts]);
  }
  return { kind: "closed", number };
}

type Notes = { ok: true; note: string; left: Map<string, string> } | (ReturnType<typeof parseLine> & { ok: false });

function parseNotes({ note, left }: CloseShiftInput): Notes {
  const main = parseLine(note, MAX_NOTE);
  if (!main.ok) return main;
  const lines = new Map<string, string>();
  for (const { id, note: text } of left) {
    const written = parseLine(text, MAX_NOTE);
    if (!written.ok) return written;
    lines.set(id, written.line);
  }
  return { ok: true, note: main.line, left: lines };
}
