import { expect, it } from "vitest";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import en from "#messages/en.json" with { type: "json" };
import zh from "#messages/zh-CN.json" with { type: "json" };
import { speakPlainly } from "../../../i18n/speak-plainly.ts";
import { CHECKS, FINDINGS, type Subject, type Verdict } from "./view.ts";
import { headText, verdictText } from "./write-report.ts";

const entries = GENERATIONS.flatMap((generation) => {
  const { settings, secrets } = accountKind(generation);
  return [...Object.keys(settings.shape), ...Object.keys(secrets.shape)];
});

it.each([
  ["en", en.connection],
  ["zh-CN", zh.connection],
])("T3 has a sentence for every finding, and a name for every check and entry: %s", (_, texts) => {
  expect(Object.keys(texts.said).sort()).toEqual([...FINDINGS].sort());
  expect(Object.keys(texts.checks)).toEqual([...CHECKS]);
  expect(Object.keys(texts.fields).sort()).toEqual([...new Set(entries)].sort());
  const sentences = Object.values(texts.said);
  expect(new Set(sentences).size).toBe(sentences.length);
});

it("T3 writes a verdict in two lines, in the words of the language", () => {
  const verdict: Verdict = {
    ...{ check: "keys", state: "failed", finding: "certificate_ended", ms: 12 },
    facts: { field: "alipayCertificate", date: "2025-01-31" },
  };
  expect(verdictText(verdict, speakPlainly(en.connection))).toBe(
    "✗ Keys · 12 ms\n  Alipay certificate ended on 2025-01-31. Download the new certificate from the platform and enter it.",
  );
  expect(verdictText(verdict, speakPlainly(zh.connection))).toBe(
    "✗ 密钥 · 12 ms\n  “支付宝公钥证书”已于 2025-01-31 过期，请从平台下载新证书后重新上传。",
  );
  // Somebody may write any word where an entry is expected.
  const unknown: Verdict = { ...verdict, finding: "wrong_form", facts: { field: "colour" } };
  expect(verdictText(unknown, speakPlainly(en.connection))).toContain("colour does not have the right form");
});

it("T7 heads a report with the account, and whether its money is real", () => {
  const subject = { account: "corner", generation: "openapi", practice: false } as Subject;
  expect(headText(subject, speakPlainly(en.connection))).toBe("corner · openapi · live");
  expect(headText({ ...subject, practice: true }, speakPlainly(zh.connection))).toBe("corner · openapi · 练习");
});
