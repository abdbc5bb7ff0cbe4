import { readCertificates } from "./certificates.ts";

const DAY_MS = 86_400_000;

/** Days before the end at which people are told (T6). */
const WARNINGS = [1, 7, 30] as const;

export type CertificateEnd = {
  endsAt: Date;
  /** Whole days that are left; of one that has ended, 0. */
  daysLeft: number;
  state: "good" | "not_yet" | "ends_in_30" | "ends_in_7" | "ends_in_1" | "ended";
};

/**
 * Until when the certificates of one place are good, or null where there are none. A certificate that can issue others is not asked
 * where others stand beside it; of several that stand side by side while Alipay changes over the last to end counts.
 */
export function certificateEnd(text: string, now: Date): CertificateEnd | null {
  const read = readCertificates(text);
  if (!read.ok) return null;
  const leaves = read.certificates.filter(({ ca }) => !ca);
  const [last = read.certificates[0]] = [...(leaves.length > 0 ? leaves : read.certificates)].sort(
    (a, b) => Date.parse(b.validTo) - Date.parse(a.validTo),
  );
  const [from, to] = [Date.parse(last.validFrom), Date.parse(last.validTo)];
  const left = to - now.getTime();
  const base = { endsAt: new Date(to), daysLeft: Math.max(0, Math.floor(left / DAY_MS)) };
  if (left < 0) return { ...base, state: "ended" };
  if (now.getTime() < from) return { ...base, state: "not_yet" };
  const warning = WARNINGS.find((days) => left <= days * DAY_MS);
  return { ...base, state: warning === undefined ? "good" : (`ends_in_${warning}` as const) };
}
