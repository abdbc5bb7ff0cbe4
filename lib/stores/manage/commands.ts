import type { z } from "zod";
import type { Stale } from "#lib/account/commands.ts";
import type { TooWeak } from "#lib/actor.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { Facts, Finding, Verdict } from "../connection/view.ts";
import type * as schema from "./schema.ts";

export type SaveStoreInput = z.infer<typeof schema.saveStoreInput>;
export type AddStoreInput = z.infer<typeof schema.addStoreInput>;
export type NameRegisterInput = z.infer<typeof schema.nameRegisterInput>;
export type SaveCurrencyInput = z.infer<typeof schema.saveCurrencyInput>;
export type TakeCurrencyInput = z.infer<typeof schema.takeCurrencyInput>;
export type TypedAccount = z.infer<typeof schema.typedAccount>;
export type SaveAccountInput = z.infer<typeof schema.saveAccountInput>;
export type TestNewsInput = z.infer<typeof schema.testNewsInput>;
export type AccountInput = z.infer<typeof schema.accountInput>;

type NotFound = { kind: "not_found" };
/** The entries that do not fit; messages/*.json say what would. */
export type Misfit = { kind: "misfit"; fields: string[] };
/** Sales, or refunds, that are not final hang on it. */
type InUse = { kind: "open_orders"; count: number };

export type SaveStoreResult = { kind: "saved"; storeId: string } | Misfit | NotFound;
export type NameRegisterResult = { kind: "saved" } | Misfit | NotFound;
export type SaveCurrencyResult = { kind: "saved" } | { kind: "untested" } | InUse | Misfit | NotFound | TooWeak;
export type TakeCurrencyResult = { kind: "taken" } | InUse | NotFound;
export type RemoveAccountResult = { kind: "removed" } | { kind: "in_use" } | InUse | NotFound | TooWeak;

/** What is wrong with one entry, in a sentence of the connection test. */
export type EntryProblem = { field: string; finding: Finding; facts: Facts };

export type CheckAccountResult =
  | {
      kind: "checked";
      problems: EntryProblem[];
      /** How people tell the keys that were typed from other ones. */
      marks: { field: string; mark: string }[];
    }
  | NotFound;

export type SaveAccountResult =
  | { kind: "saved"; accountId: string }
  | { kind: "wrong"; problems: EntryProblem[] }
  /** So many live stores sell with it, and these credentials were not tested. */
  | { kind: "untested"; stores: number }
  | NotFound
  | TooWeak;

/** Verdicts come as they are found. */
export type TestAccountResult = { kind: "testing"; verdicts: AsyncGenerator<Verdict> } | NotFound;

/** `paid` without a notice: it was found by asking. */
export type TestNewsResult =
  | { kind: "paid" | "noticed" | "over" }
  /** The sale as the till shows it, for those who sell; `now`: by the server's clock. */
  | { kind: "open"; order: OrderView | null; now: string }
  | NotFound;

type Act<Input, Result> = (input: Input) => Promise<Exclude<Result, TooWeak> | { kind: "signed_out" | "not_found" }>;
/** What is risky. */
type Change<Input, Result> = Act<Input, Result | Stale>;

/** The server actions of the pages of a store. */
export type SaveStore = Change<SaveStoreInput, SaveStoreResult>;
export type AddStore = Change<AddStoreInput, SaveStoreResult>;
export type NameRegister = Change<NameRegisterInput, NameRegisterResult>;
export type SaveCurrency = Change<SaveCurrencyInput, SaveCurrencyResult>;
export type TakeCurrency = Change<TakeCurrencyInput, TakeCurrencyResult>;
export type RemoveAccount = Change<AccountInput, RemoveAccountResult>;
export type CheckAccount = Act<TypedAccount, CheckAccountResult>;
export type SaveAccount = Change<SaveAccountInput, SaveAccountResult>;
export type TestTyped = Act<TypedAccount, TestAccountResult>;
export type TestNews = Act<TestNewsInput, TestNewsResult>;
export type TestAccount = Act<AccountInput, TestAccountResult>;
