import type { Content } from "../../content/members.ts";
import type { World } from "../../world.ts";
import type { Checked, Members } from "../answer.ts";
import type { PublicParams } from "../envelope.ts";
import type { OpenapiMerchant } from "../merchant.ts";

/** One call of a merchant whose signature holds. */
export type MethodCall = {
  readonly world: World;
  readonly merchant: OpenapiMerchant;
  readonly texts: PublicParams;
  readonly content: Content;
};

/** Lets the call happen and says what the answer's members are. */
export type Method = (call: MethodCall) => Checked<Members>;
