import type { World } from "../../world.ts";
import type { Checked, Members } from "../answer.ts";
import type { Texts } from "../envelope.ts";
import type { MapiMerchant } from "../merchant.ts";

/** One call of a merchant whose signature holds. */
export type ServiceCall = { readonly world: World; readonly merchant: MapiMerchant; readonly texts: Texts };

export type Service = {
  readonly needsTimestamp: boolean;
  /** Lets the call happen and says what the answer's members are. */
  readonly run: (call: ServiceCall) => Checked<Members>;
};
