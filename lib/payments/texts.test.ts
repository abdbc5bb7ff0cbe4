import { describe, expect, it } from "vitest";
import { refundReason, subjectText, unambiguous } from "./texts.ts";

const FAMILY = "👨‍👩‍👧";

describe("B45 texts of people on their way to Alipay", () => {
  it.each([
    ['<script>alert("1")</script>', '<script>alert("1")<／script>'],
    ["a=1&total_amount=0.01", "a＝1＆total_amount＝0.01"],
    [`店 ${FAMILY} \u202e zero\u200bwidth`, `店 ${FAMILY} \u202e zero\u200bwidth`],
  ])("are sent as they are, but for what would cut the sign string: %j", (text, sent) => {
    expect(subjectText(text)).toBe(sent);
    expect(unambiguous(text)).not.toMatch(/[&=]/);
  });

  it("are cut between what people see as characters, and never in the middle of one", () => {
    expect(refundReason("x".repeat(10_000), 256)).toBe("x".repeat(256));
    expect(refundReason(`ab${FAMILY}`, FAMILY.length + 2)).toBe(`ab${FAMILY}`);
    for (let room = 2; room < FAMILY.length + 2; room++) expect(refundReason(`ab${FAMILY}cd`, room)).toBe("ab");
    expect(refundReason("e\u0301e\u0301", 3)).toBe("e\u0301");
    expect(refundReason(`a\r\n\u001b[31mb\ud800`, 100)).toBe("a [31mb\ufffd");
    expect(refundReason("ab cd", 3)).toBe("ab");
  });
});
