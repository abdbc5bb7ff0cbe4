import type { Book } from "./book/book.ts";
import type { Settings } from "./book/entries.ts";
import type { FaultList } from "./faults/fault-list.ts";
import type { Generation } from "./generation.ts";
import type { Door } from "./http/listen.ts";
import type { Memory } from "./memory.ts";
import type { MerchantFile } from "./merchants/merchant-file.ts";
import type { RequestLog } from "./request-log.ts";

/** What one running simulator has one of. */
export type World = {
  readonly book: Book;
  readonly merchants: MerchantFile;
  readonly generations: ReadonlyMap<string, Generation>;
  readonly faults: FaultList;
  readonly requests: RequestLog;
  /** Genuine notices by `sentKey`, and requests of intl by client and message id. */
  readonly sentNotices: Memory;
  readonly seenMessages: Memory;
  readonly defaults: Settings;
  /** Public origin in the codes; `gatewayOrigin` is where a shop on this machine sends its calls. */
  readonly origin: string;
  readonly gatewayOrigin: string;
  /** The clock of trades, epoch ms: the machine's, shifted by `clockOffsetMs`. */
  readonly now: () => number;
  /** The machine's clock: what stands on an envelope, and is checked there. */
  readonly machineNow: () => number;
  readonly stopping: AbortSignal;
  /** Of the public port. */
  readonly door: Door;
};

export const DEFAULT_SETTINGS: Settings = {
  timeFactor: 1,
  notifications: true,
  notifyStatuses: ["TRADE_SUCCESS"],
  cancelKillsUnscannedCode: false,
  repeatedCancelNamesAction: false,
  sellerBalanceEmpty: false,
  refundQueryLagSeconds: 0,
  refundQueryNamesStatus: true,
  clockOffsetMs: 0,
  envelopeClockOffsetMs: 0,
  mapiAnswerCharset: "UTF-8",
  mapiRawAmpersand: false,
  mapiQueryCurrency: "price",
  mapiNeedsNotifyUrl: false,
  intlStatusMember: "acquirementStatus",
  intlUrl: "by_type",
  intlValidSeconds: null,
};

export function currentSettings(world: World): Settings {
  return { ...world.defaults, ...world.book.state().settings.change };
}

/** A real duration in ms as it runs here. */
export function scaled(world: World, ms: number): number {
  return Math.ceil(ms / currentSettings(world).timeFactor);
}

/** The generation of a stored fact: the table only grows, so it is there. */
export function generationOf(world: World, name: string): Generation {
  const generation = world.generations.get(name);
  if (!generation) throw new Error(`The journal speaks of the unknown generation ${name}`);
  return generation;
}
