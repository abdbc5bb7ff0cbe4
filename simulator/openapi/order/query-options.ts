import { type Content, memberOf } from "../../content/members.ts";
import type { Refusal } from "../answer.ts";
import { invalidMember } from "../members.ts";

/** `query_options`: names of what the answer shall tell besides (openapi.md 6.5 and 6.6). */
export function checkQueryOptions(content: Content): Refusal | undefined {
  const options = memberOf(content, "query_options");
  const isList = Array.isArray(options) && options.every((option) => typeof option === "string");
  return options === undefined || isList ? undefined : invalidMember("query_options", "must be an array of texts");
}

export function hasOption(content: Content, name: string): boolean {
  const options = memberOf(content, "query_options");
  return Array.isArray(options) && options.includes(name);
}
