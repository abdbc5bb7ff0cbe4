import type { MoneyText } from "#lib/money/money.ts";
import type { NoticeEffect } from "#lib/orders/sql/insert-notice.ts";
import type { TillState } from "#lib/orders/view.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { MessageField } from "../show-message.ts";

/** What became of a notice, in the log: those that were refused stand in it too. */
export type LoggedEffect = NoticeEffect | "refused";
export type Answer = "taken" | "again" | "not_found";
export type Check = { name: string; passed: boolean };

/** By what the log can be narrowed. trouble: what could not be applied, and what was refused. */
export const SHOWN = ["all", "trouble", "applied", "refused"] as const;
export type Shown = (typeof SHOWN)[number];

/** A line of the log. */
export type LoggedNotice = {
  id: string;
  /** ISO 8601, of the first delivery. */
  at: string;
  generation: Generation;
  accountCode: string;
  storeId: string;
  storeName: string;
  timeZone: string;
  practice: boolean;
  /** Null where it is about none that is known here, or says so without being believed. */
  order: { id: string; amount: MoneyText; reference: string | null } | null;
  /** What it calls itself in Alipay's own words; null where it does not say, or its words are not kept any more. */
  type: string | null;
  checks: Check[];
  effect: LoggedEffect;
  /** Why it was refused, as the checks name it. */
  why: string | null;
  answer: Answer;
  deliveries: number;
  /** Null for those from before it was measured. */
  tookMs: number | null;
  /** How many more were refused within the hour and not kept. */
  unkept: number;
  /** When it was processed again and found to be genuine by then. */
  acceptedAt: string | null;
};

export type NoticePage = { rows: LoggedNotice[]; olderThan: string | null };

/** A notice with all that is kept of it, masked. */
export type NoticeDetail = LoggedNotice & {
  fields: MessageField[];
  headers: MessageField[];
  address: string | null;
  /** False once its words were kept long enough, or were too long from the beginning. */
  hasBody: boolean;
  /** When a person said that it is dealt with, and why. */
  dismissed: { at: string; reason: string } | null;
  /** Whether who looks at it may have it processed again. */
  mayReplay: boolean;
};

/** What processing a notice again would bring about (W2). */
export type ReplayPlan =
  /** Its words are not kept. */
  | { kind: "forgotten" }
  /** No key of its account can be read. */
  | { kind: "unusable" }
  /** It is about a sale of another store that shares the account, in which this person does not act (I14). */
  | { kind: "elsewhere" }
  /** Not genuine by the keys of now. */
  | { kind: "refused"; why: string; checks: Check[] }
  | {
      kind: "believed";
      checks: Check[];
      /** How it would stand in the log. */
      effect: LoggedEffect;
      /** The sale that it is about; null for none that is known here. */
      order: { id: string; amount: MoneyText; from: TillState; to: TillState } | null;
      /** Something of the payment is written down anew, whether or not its state turns. */
      changes: boolean;
      /** Alipay is asked about the payment. */
      asks: boolean;
      /** Alipay is asked about refunds whose fate is not clear. */
      asksRefunds: boolean;
    };

/** A plan, and by what it is known again when it is carried out. */
export type PlannedReplay = { plan: ReplayPlan; mark: string };

/** moved: it would not do any more what was shown. refused: it is not genuine, or its words are gone. */
export type ReplayResult = { kind: "replayed"; effect: LoggedEffect } | { kind: "moved" | "refused" | "not_found" };
