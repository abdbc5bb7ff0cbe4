/** What the wall clock of a zone shows: "2026-11-22" and "14:05:11". Made once for many instants: the formats are dear. */
export function wallTexts(timeZone: string): (at: Date) => { date: string; time: string } {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (at) => {
    const [date = "", time = ""] = format.format(at).split(" ");
    return { date, time };
  };
}
