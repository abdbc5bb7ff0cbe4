/** When a fault strikes; `effect` is what the call does to trades and money. */
export const FAULTS = {
  delay: "before effect",
  lost_request: "before effect",
  hang: "before effect",
  http_500: "before effect",
  http_502: "before effect",
  http_503: "before effect",
  refuse: "before effect",
  delay_after: "after effect",
  lost_answer: "after effect",
  empty_body: "after effect",
  html_page: "after effect",
  cut_body: "after effect",
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

/** An order for trouble, used up by the next matching call. */
export type Fault = {
  readonly name: FaultName;
  /** How many calls it strikes. */
  readonly times: number;
  /** For the delays. */
  readonly ms: number;
  /** Full name or its end: `alipay.trade.query` or `query`. Never matches a notification. */
  readonly operation?: string;
  readonly outTradeNo?: string;
  /** For `refuse`, in the generation's own words. */
  readonly code?: string;
  readonly subCode?: string;
  /** For `http_5xx`: let the call have its effect first. */
  readonly afterEffect?: boolean;
};

export type FaultTarget = { readonly operation?: string; readonly outTradeNo: string | undefined };

export type FaultList = {
  readonly add: (fault: Fault) => void;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  /** Uses up and returns every fault of these moments that strikes the target; of faults with one name the oldest. */
  readonly take: (moments: readonly FaultMoment[], target: FaultTarget) => ReadonlyMap<FaultName, Fault>;
};

export function createFaultList(): FaultList {
  let waiting: readonly Fault[] = [];
  return {
    add: (fault) => {
      waiting = [...waiting, fault];
    },
    list: () => waiting,
    clear: () => {
      waiting = [];
    },
    take: (moments, target) => {
      const taken = new Map<FaultName, Fault>();
      const left: Fault[] = [];
      for (const fault of waiting) {
        if (taken.has(fault.name) || !moments.includes(FAULTS[fault.name]) || !strikes(fault, target)) {
          left.push(fault);
          continue;
        }
        taken.set(fault.name, fault);
        if (fault.times > 1) left.push({ ...fault, times: fault.times - 1 });
      }
      waiting = left;
      return taken;
    },
  };
}

function strikes(fault: Fault, target: FaultTarget): boolean {
  const sameOrder = fault.outTradeNo === undefined || fault.outTradeNo === target.outTradeNo;
  const sameOperation =
    fault.operation === undefined ||
    fault.operation === target.operation ||
    target.operation?.endsWith(`.${fault.operation}`) === true;
  return sameOrder && sameOperation;
}
