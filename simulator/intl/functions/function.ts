import type { Content } from "../../content/members.ts";
import type { World } from "../../world.ts";
import type { Checked } from "../answer.ts";
import type { IntlMerchant } from "../merchant.ts";

/** One call of a merchant whose signature holds. */
export type FunctionCall = { readonly world: World; readonly merchant: IntlMerchant; readonly body: Content };

/** Lets the call happen and says what the answer's members are, besides `resultInfo`. */
export type IntlFunction = (call: FunctionCall) => Checked<Content>;
