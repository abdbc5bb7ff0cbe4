import { clockText, dayText } from "#components/ui/time-text.ts";

/** "UTC+08:00" of a zone at an instant. */
function offsetText(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(
    new Date(instant),
  );
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return name === "GMT" ? "UTC+00:00" : name.replace("GMT", "UTC");
}

/** "2026-11-22 19:05:11 UTC+08:00": the same in both languages, and clear far from the store. */
export const stampText = (instant: string, timeZone: string): string =>
  `${dayText(instant, timeZone)} ${clockText(instant, timeZone)} ${offsetText(instant, timeZone)}`;
