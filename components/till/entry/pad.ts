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
};

export type PadAction =
  | EntryAction
  /** A digit of the keyboard, with its time in milliseconds. */
  | { type: "typed"; digit: string; at: number }
  | { type: "dismiss" | "num_lock" };

export const emptyPad = (currency: string, centsFirst = false): Pad => ({
  entry: emptyEntry(currency, centsFirst),
  burst: null,
  scanned: null,
  numLockOff: false,
});

export function reducePad(pad: Pad, action: PadAction): Pad {
  switch (action.type) {
    case "typed": {
      const burst = nextBurst(pad.burst, { digit: action.digit, at: action.at, before: pad.entry });
      if (isScan(burst)) return { entry: burst.before, burst, scanned: burst.digits, numLockOff: false };
      const entry = reduceEntry(pad.entry, { type: "digits", digits: action.digit });
      return { entry, burst, scanned: null, numLockOff: false };
    }
    case "dismiss":
      return { ...pad, scanned: null, numLockOff: false };
    case "num_lock":
      return { ...pad, numLockOff: true };
    case "forget":
      return { ...pad, entry: reduceEntry(pad.entry, action) };
    default:
      return { entry: reduceEntry(pad.entry, action), burst: null, scanned: null, numLockOff: false };
  }
}
