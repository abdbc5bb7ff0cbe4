import { type Content, findWrongText, type TextRules } from "../content/members.ts";
import { businessRefusal, type Refusal } from "./answer.ts";

/** Every member named is a text of the given length and pattern, if it is there at all. */
export function checkTexts(content: Content, rules: TextRules, path = ""): Refusal | undefined {
  const wrong = findWrongText(content, rules, path);
  return wrong && invalidMember(wrong.name, wrong.why);
}

export function invalidMember(name: string, why: string): Refusal {
  return businessRefusal("ACQ.INVALID_PARAMETER", `${name} ${why}`);
}
