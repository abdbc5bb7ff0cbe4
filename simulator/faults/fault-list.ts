import { createStrikes } from "./strikes.ts";

/** When a fault strikes; `effect` is what the call does to trades and money. */
export const FAULTS = {
  delay: "before effect",
  lost_request: "before effect",
  hang: "before effect",
  http_500: "before effect",
  http_502: "before effect",
  http_503: "before effect",
  rate_limited: "before effect",
  refuse: "before effect",
  delay_after: "after effect",
  lost_answer: "after effect",
  empty_body: "after effect",
  html_page: "after effect",
  cut_body: "after effect",
  reset_body: "after effect",
  slow_body: "after effect",
  huge_body: "after effect",
  gzip_bomb: "after effect",
  wrong_signature: "after effect",
  unsigned: "after effect",
  no_notification: "new notification",
  late_notification: "new notification",
  double_notification: "sending of a notification",
  forged_notification: "sending of a notification",
  wrong_amount_notification: "sending of a notification",
} as const;

export type FaultName = keyof typeof FAULTS;
export type FaultMoment = (typeof FAULTS)[FaultName];

/** An order for trouble: what, for whom, and how often. */
export type FaultWish = {
  readonly name: FaultName;
  /** How many calls it strikes; "always": until it is taken back. */
  readonly times: number | "always";
  /** For the delays, and between the bytes of `slow_body`. */
  readonly ms: number;
  readonly generation?: string;
  /** Full name or its end: `alipay.trade.query` or `query`; a refund query is `refund_query`. Never matches a notification. */
  readonly operation?: string;
  readonly outTradeNo?: string;
  /** For `refuse` and `rate_limited`, in the generation's own words. */
  readonly code?: string;
  readonly subCode?: string;
  /** For `http_5xx`: let the call have its effect first. */
  readonly afterEffect?: boolean;
  /** 0 to 1: the share of calls that it strikes, chosen by `seed`. */
  readonly probability?: number;
  readonly seed?: number;
  /** Strikes for so long, then rests for so long, and again. */
  readonly flapMs?: number;
  /** Lets so many calls through in any second, and strikes those above. */
  readonly perSecond?: number;
};

export type Fault = FaultWish & {
  readonly id: number;
  /** Epoch ms. */
  readonly addedAt: number;
  readonly struck: number;
};

export type FaultTarget = {
  readonly generation: string;
  readonly operation?: string;
  readonly outTradeNo: string | undefined;
  /** Nothing was asked: a look whether the gateway is there. Only what lasts strikes it, nothing that is counted or drawn. */
  readonly isBare?: boolean;
};

export type FaultList = {
  readonly add: (wish: FaultWish) => Fault;
  readonly list: () => readonly Fault[];
  readonly remove: (id: number) => void;
  readonly clear: () => void;
  /** Uses up and returns every fault of these moments that strikes the target; of faults with one name the oldest. */
  readonly take: (moments: readonly FaultMoment[], target: FaultTarget) => ReadonlyMap<FaultName, Fault>;
};

/** @param now the machine's clock, epoch ms */
export function createFaultList(now: () => number): FaultList {
  let waiting: readonly Fault[] = [];
  let strikes = createStrikes(now);
  let lastId = 0;
  return {
    add: (wish) => {
      lastId += 1;
      const fault: Fault = { ...wish, id: lastId, addedAt: now(), struck: 0 };
      waiting = [...waiting, fault];
      return fault;
    },
    list: () => waiting,
    remove: (id) => {
      waiting = waiting.filter((fault) => fault.id !== id);
    },
    clear: () => {
      waiting = [];
      strikes = createStrikes(now);
    },
    take: (moments, target) => {
      const taken = new Map<FaultName, Fault>();
      for (const fault of waiting) {
        const isDue = !taken.has(fault.name) && moments.includes(FAULTS[fault.name]);
        if (isDue && strikes(fault, target)) taken.set(fault.name, fault);
      }
      waiting = waiting.flatMap((fault) => (taken.get(fault.name) === fault ? usedOnce(fault) : fault));
      return taken;
    },
  };
}

function usedOnce(fault: Fault): readonly Fault[] {
  const struck = fault.struck + 1;
  if (fault.times === "always") return [{ ...fault, struck }];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1, struck }] : [];
}
