import { expect, it } from "vitest";
import { hearWord, judgeContact, unheard } from "./contact.ts";

const HEARD_AT = Date.parse("2026-11-22T10:00:00Z");
const heard = { ...unheard, ...hearWord(unheard, "2026-11-22T10:00:00Z", HEARD_AT) };

it("D6 counts as lost after ten seconds without a word, where the server was to speak", () => {
  expect(judgeContact(heard, true, HEARD_AT + 9_900)).toMatchObject({ lost: false, polling: true });
  expect(judgeContact(heard, true, HEARD_AT + 10_000).lost).toBe(true);
});

it("D6 a clock that is set back does not make a silent server a present one", () => {
  expect(judgeContact(heard, true, HEARD_AT - 3_600_000)).toMatchObject({ lost: true, polling: true });
});
