import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { type Facts, FINDINGS } from "#lib/stores/connection/view.ts";
import en from "#messages/en.json" with { type: "json" };
import zh from "#messages/zh-CN.json" with { type: "json" };
import { speakPlainly } from "../../../i18n/speak-plainly.ts";

const FACTS: Required<Facts> = {
  ...{ field: "app ID", code: "ACQ.ACCESS_FORBIDDEN", currencies: "JPY, USD", host: "till.example:8443" },
  ...{ key: "ab12", date: "2025-01-31", days: 9, minutes: 20 },
};

it.each(FINDINGS)(
  "T3 the page and the report say the same of %s, in both languages, with nothing left open",
  (finding) => {
    for (const [locale, { connection }] of [
      ["en", en],
      ["zh-CN", zh],
    ] as const) {
      const page = createTranslator({ locale, messages: { connection: connection as typeof en.connection } });
      const said = page(`connection.said.${finding}`, FACTS);
      expect(said).toBe(speakPlainly(connection)(`said.${finding}`, FACTS));
      expect(said).not.toMatch(/[{}]/);
      expect(said).toMatch(/[.。]$/);
    }
  },
);
