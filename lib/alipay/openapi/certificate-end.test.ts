import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { certificateEnd } from "./certificate-end.ts";
import { certificateTexts } from "./testing/account.ts";

const { validFrom, validTo } = new X509Certificate(certificateTexts.app);
const end = Date.parse(validTo);
const [second, day] = [1000, 86_400_000];
const at = (ms: number) => certificateEnd(certificateTexts.app, new Date(ms));

describe("T6 a certificate", () => {
  it.each([
    { when: "long before its end", now: end - 31 * day, state: "good", daysLeft: 31 },
    { when: "a second before the last 30 days", now: end - 30 * day - second, state: "good", daysLeft: 30 },
    { when: "30 days before its end", now: end - 30 * day, state: "ends_in_30", daysLeft: 30 },
    { when: "a second before the last week", now: end - 7 * day - second, state: "ends_in_30", daysLeft: 7 },
    { when: "a week before its end", now: end - 7 * day, state: "ends_in_7", daysLeft: 7 },
    { when: "a day before its end", now: end - day, state: "ends_in_1", daysLeft: 1 },
    { when: "a second before its end", now: end - second, state: "ends_in_1", daysLeft: 0 },
    { when: "in its last second", now: end, state: "ends_in_1", daysLeft: 0 },
    { when: "after its end", now: end + second, state: "ended", daysLeft: 0 },
    {
      when: "before its beginning",
      now: Date.parse(validFrom) - second,
      state: "not_yet",
      daysLeft: expect.any(Number),
    },
  ])("$when: $state", ({ now, state, daysLeft }) => {
    expect(at(now)).toEqual({ endsAt: new Date(end), daysLeft, state });
  });

  it("counts with the one beside it that ends last, and not with those who issued it", () => {
    const blocks = certificateTexts.root.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const { endsAt } = certificateEnd(blocks.join("\n"), new Date(0)) ?? {};
    expect(endsAt?.getTime()).toBe(Math.max(...blocks.map((pem) => Date.parse(new X509Certificate(pem).validTo))));
    const together = certificateEnd(`${certificateTexts.app}\n${blocks.join("\n")}`, new Date(end + second));
    expect(together).toMatchObject({ state: "ended" });
  });

  it("is none where no certificate stands", () => {
    expect(certificateEnd("no certificate", new Date())).toBeNull();
  });
});
