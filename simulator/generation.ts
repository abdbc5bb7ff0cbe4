import type { Notice, Trade, TradeStatus } from "./book/entries.ts";
import type { World } from "./world.ts";

/** What a protocol generation adds to the common trades: its gateway and its notifications. A further one is a further folder. */
export type Generation = {
  readonly name: string;
  readonly gatewayPath: string;
  /** Whether a request is for its gateway. Two generations share the path `/gateway.do`: the first of the table that says yes has it. */
  readonly owns: (request: GatewayRequest) => boolean;
  readonly read: (world: World, request: GatewayRequest) => GatewayCall;
  /** Takes in a merchant by the fields of a control call; `shop` is what its shop has to know of the gateway's keys. */
  readonly registerMerchant: (world: World, fields: Readonly<Record<string, unknown>>) => RegisterResult;
  /** Makes a merchant to practise with; `shop` is what the shop's side needs, secrets included. */
  readonly makePracticeMerchant: (world: World) => { readonly shop: object };
  /** Minutes between the sendings of one notification that is not acknowledged. */
  readonly repeatMinutes: readonly number[];
  readonly composeNotice: (world: World, trade: Trade, status: TradeStatus) => Record<string, string>;
  /** For the fault: the same fields with an amount one minor unit higher. */
  readonly withWrongAmount: (fields: Notice["fields"]) => Record<string, string>;
  readonly sealNotice: (world: World, notice: Notice, how: Seal) => { contentType: string; body: string };
  readonly isAcknowledged: (status: number, body: string) => boolean;
};

export type RegisterResult =
  | { readonly ok: true; readonly shop: object }
  | { readonly ok: false; readonly reason: string };

export type GatewayRequest = {
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly body: Buffer;
};

/** A request that was read and checked; nothing has happened yet. */
export type GatewayCall = {
  readonly operation: string;
  readonly outTradeNo: string | undefined;
  /** Lets it happen; refusals of the checks come out here too. */
  readonly run: () => GatewayAnswer;
  readonly refuse: (code: string, subCode: string) => GatewayAnswer;
};

export type GatewayAnswer = {
  readonly contentType: string;
  /** For the list of requests: the code, and the sub code behind it. */
  readonly verdict: string;
  readonly render: (how: Seal) => string;
};

/** `forged` is well-formed and does not verify. */
export type Seal = "genuine" | "forged" | "none";
