import type { Notice, Settings, Trade, TradeStatus } from "./book/entries.ts";
import type { World } from "./world.ts";

/** What a protocol generation adds to the common trades: its gateway and its notifications. A further one is a further folder. */
export type Generation = {
  readonly name: string;
  readonly gatewayPath: string;
  /** What its code opens: only the Alipay wallet reads a wallet's code, any browser opens a payment page. */
  readonly opens: "wallet" | "payment page";
  /** Whether a request is for its gateway. Two generations share the path `/gateway.do`: the first of the table that says yes has it. */
  readonly owns: (request: GatewayRequest) => boolean;
  readonly read: (world: World, request: GatewayRequest) => GatewayCall;
  /** Takes in a merchant by the fields of a control call; `shop` is what its shop has to know of the gateway's keys. */
  readonly registerMerchant: (world: World, fields: Readonly<Record<string, unknown>>) => RegisterResult;
  /** Makes a merchant to practise with; `shop` is what the shop's side needs, secrets included. */
  readonly makePracticeMerchant: (world: World) => { readonly shop: object };
  /** Whether an event is worth a notification. */
  readonly notifies: (settings: Settings, trade: Trade, status: TradeStatus) => boolean;
  /** Whether a refund is an event that may notify at all. */
  readonly notifiesRefunds: boolean;
  /** How it refuses who asks too often. */
  readonly rateLimit: RefusalWish;
  /** Minutes between the sendings of one notification that is not acknowledged. */
  readonly repeatMinutes: readonly number[];
  readonly composeNotice: (world: World, trade: Trade, status: TradeStatus) => Record<string, string>;
  /** For the fault: the same fields with an amount one minor unit higher. */
  readonly withWrongAmount: (fields: Notice["fields"]) => Record<string, string>;
  readonly sealNotice: (world: World, notice: Notice, how: Seal) => { contentType: string; body: string };
  readonly isAcknowledged: (world: World, notice: Notice, reply: ShopReply) => boolean;
  /** Where the buyer's browser can go on once it is paid or has failed; undefined: nowhere. */
  readonly returnAddress: (trade: Trade) => string | undefined;
};

export type RegisterResult =
  | { readonly ok: true; readonly shop: object }
  | { readonly ok: false; readonly reason: string };

export type GatewayRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly body: Buffer;
};

/** A request that was read and checked; nothing has happened yet. */
export type GatewayCall = {
  readonly operation: string;
  readonly outTradeNo: string | undefined;
  /** As received, without the signature: for the list of requests. */
  readonly content: object;
  /** Lets it happen; refusals of the checks come out here too. */
  readonly run: () => GatewayAnswer;
  readonly refuse: (wish: RefusalWish) => GatewayAnswer;
};

/** Codes in the generation's own words; what is left out is a failure that leaves the outcome open. */
export type RefusalWish = { readonly code?: string; readonly subCode?: string };

export type GatewayAnswer = {
  readonly contentType: string;
  /** For the list of requests: the code, and the sub code behind it. */
  readonly verdict: string;
  readonly render: (how: Seal) => string | Buffer;
};

/** What a shop answered to a notification; status 0: no whole answer came within the time. */
export type ShopReply = { readonly status: number; readonly body: string };

/** `forged` is well-formed and does not verify. */
export type Seal = "genuine" | "forged" | "none";
