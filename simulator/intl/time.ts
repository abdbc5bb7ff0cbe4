import { formatChinaTime } from "../china-time.ts";

/** RFC 3339 with seconds and a numeric offset; a `Z` is untested at Alipay (intl.md 1, "Time"). */
const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})([+-])([01]\d|2[0-3]):([0-5]\d)$/;

/** As answers and notifications write it: in China. */
export function formatTime(at: number): string {
  return `${formatChinaTime(at).replace(" ", "T")}+08:00`;
}

/** Epoch ms, or undefined when the text is no such time (2026-02-30 is none). */
export function parseTime(text: string): number | undefined {
  const [, local, sign, hours = "", minutes = ""] = TIME.exec(text) ?? [];
  const at = Date.parse(`${local}Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== local) return undefined;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "+" ? at - offsetMs : at + offsetMs;
}
