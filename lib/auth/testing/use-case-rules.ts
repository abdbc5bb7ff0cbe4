import { COUNTER_RULES } from "./counter-rules.ts";
import { EXCEPTION_RULES } from "./exception-rules.ts";
import { NOTICE_RULES } from "./notice-rules.ts";
import { OFFICE_RULES } from "./office-rules.ts";
import type { Rule } from "./rights-shop.ts";

/** By module and name: what the use case does for a person with the right, and for nobody else. */
export const RULES: Record<string, Rule> = { ...COUNTER_RULES, ...EXCEPTION_RULES, ...NOTICE_RULES, ...OFFICE_RULES };
