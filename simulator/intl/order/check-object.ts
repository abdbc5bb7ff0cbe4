import { findWrongText, isContent, type TextRules, unknownMember } from "../../content/members.ts";
import { illegalParam, type Refusal } from "../answer.ts";

/** An object of these texts and of no other members but `others`. */
export function checkObject(
  value: unknown,
  path: string,
  { texts, others = [] }: { readonly texts: TextRules; readonly others?: readonly string[] },
): Refusal | undefined {
  if (!isContent(value)) return illegalParam(path, "must be an object");
  const unknown = unknownMember(value, [...Object.keys(texts), ...others]);
  if (unknown !== undefined) return illegalParam(path + unknown, "is no member here");
  const wrong = findWrongText(value, texts, path);
  return wrong && illegalParam(wrong.name, wrong.why);
}
