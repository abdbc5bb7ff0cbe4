import { type Entry, type EntryAction, emptyEntry, reduceEntry } from "./amount-entry.ts";
import { type Burst, isScan, nextBurst } from "./scan-guard.ts";

/** The amount and what came in beside it. */
export type Pad = {
  readonly entry: Entry;
  readonly burst: Burst<Entry> | null;
  /** Digits that a scanner sent: shown, never added. */
  readonly scanned: string | null;
  /** The number pad was used without NumLock. */
  readonly numLockOff: boolean;
  /** The sale that is on its way to the server: still shown, but the next key begins another. */
  readonly sent: Entry | null;
};

export type PadAction =
  | EntryAction
  /** A digit of the keyboard, with its time in milliseconds. */
  | { type: "typed"; digit: string; at: number }
  | { type: "dismiss" | "num_lock" }
  /** What became of the sale: on its way, taken, or not taken and there again. */
  | { type: "sent" | "charged" | "refused" };

export const emptyPad = (currency: string, centsFirst = false): Pad => ({
  entry: emptyEntry(currency, centsFirst),
  burst: null,
  scanned: null,
  numLockOff: false,
  sent: null,
});

export function reducePad(pad: Pad, action: PadAction): Pad {
  const isSent = pad.sent === pad.entry;
  switch (action.type) {
    case "sent":
      return { ...pad, sent: pad.entry };
    case "charged":
      return { ...(isSent ? change(pad, { type: "reset" }) : pad), sent: null };
    case "refused":
      return { ...pad, entry: pad.sent ?? pad.entry, sent: null };
    case "dismiss":
      return { ...pad, scanned: null, numLockOff: false };
    case "num_lock":
      return { ...pad, numLockOff: true };
    case "forget":
      return isSent ? pad : { ...pad, entry: reduceEntry(pad.entry, action) };
    default:
      return change(isSent ? change(pad, { type: "reset" }) : pad, action);
  }
}

type Change = Exclude<PadAction, { type: "sent" | "charged" | "refused" | "dismiss" | "num_lock" | "forget" }>;

function change(pad: Pad, action: Change): Pad {
  const calm = { ...pad, scanned: null, numLockOff: false };
  switch (action.type) {
    case "typed": {
      const burst = nextBurst(pad.burst, { digit: action.digit, at: action.at, before: pad.entry });
      if (isScan(burst)) return { ...calm, entry: burst.before, burst, scanned: burst.digits };
      return { ...calm, entry: reduceEntry(pad.entry, { type: "digits", digits: action.digit }), burst };
    }
    default:
      return { ...calm, entry: reduceEntry(pad.entry, action), burst: null };
  }
}
