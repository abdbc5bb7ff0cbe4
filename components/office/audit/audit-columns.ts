import type { EntryView } from "#lib/audit/view.ts";
import { wallTexts } from "#lib/calendar/wall-text.ts";
import type { CsvColumn } from "#lib/csv/write-csv.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import { type AuditTexts, changedText, type RoleNames, whoText } from "./audit-words.ts";

type Words = { t: AuditTexts; tr: RoleNames; timeZone: string };

/** The audit as a table: what the page says, each thing in a column of its own. */
export function auditColumns({ t, tr, timeZone }: Words): CsvColumn<EntryView>[] {
  const wall = wallTexts(timeZone);
  const text = (name: string, of: CsvColumn<EntryView>["of"]) => ({ name, kind: "text" as const, of });
  const number = (name: string, of: CsvColumn<EntryView>["of"]) => ({ name, kind: "number" as const, of });
  return [
    number(t("number"), (entry) => entry.number),
    text(t("table.date"), ({ at }) => wall(new Date(at)).date),
    text(t("time"), ({ at }) => wall(new Date(at)).time),
    text(t("table.zone"), () => timeZone),
    text(t("kind"), ({ kind }) => t(`kinds.${kind}`)),
    text(t("who"), (entry) => whoText(t, entry)),
    text(t("what"), ({ personName, name }) => personName ?? name),
    number(t("table.amount"), ({ amount }) => amount && decimalText(fromMoneyText(amount))),
    text(t("table.currency"), ({ amount }) => amount?.currency ?? null),
    number(t("table.tries"), ({ failures }) => failures?.toString() ?? null),
    number(t("table.left"), ({ leftOpen }) => (leftOpen === 0 ? null : leftOpen.toString())),
    text(t("table.changed"), (entry) => changedText(tr, entry)),
    text(t("table.store"), ({ storeName }) => storeName),
    text(t("table.register"), ({ registerName }) => registerName),
    text(t("table.device"), ({ deviceName }) => deviceName),
    text(t("address"), ({ address }) => address),
  ];
}
