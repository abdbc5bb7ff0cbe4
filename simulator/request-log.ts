/** One gateway request as the control port shows it: as received, without its signature. */
export type LoggedRequest = {
  readonly at: number;
  readonly generation: string;
  readonly operation: string;
  readonly outTradeNo: string | null;
  readonly content: object;
  readonly faults: readonly string[];
  /** Code and sub code of the answer, or what a fault made of it. */
  readonly verdict: string;
};

export type RequestLog = {
  readonly add: (request: LoggedRequest) => void;
  readonly list: () => readonly LoggedRequest[];
  readonly clear: () => void;
};

/** Keeps the last 1000: a practice shop runs for months. */
const KEPT = 1000;

export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  return {
    add: (request) => {
      requests.push(request);
      if (requests.length > KEPT) requests.shift();
    },
    list: () => requests,
    clear: () => {
      requests.length = 0;
    },
  };
}
