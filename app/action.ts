import "server-only";
import type { z } from "zod";
import type { Stale } from "#lib/account/commands.ts";
import { findProof } from "#lib/account/find-proof.ts";
import type { TooWeak } from "#lib/actor.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { processShop, type Shop } from "#lib/process.ts";
import { noteRefusal } from "./refusal.ts";
import { acting, clientAddress, currentStaff, ownSite } from "./session.ts";

type Rule<Input, Refusal> = {
  name: string;
  takes: z.ZodType<Input>;
  /** What is answered to input of another shape. */
  refusal: Refusal;
};

type Who = { shop: Shop; staff: Staff; userId: string };
type Result = { kind: string };
type Work<Input, Answer> = (who: Who, input: Input) => Promise<Answer>;
type Action<Input, Answer> = (input: Input) => Promise<Answer>;

/**
 * A server action for people: `work` begins for those alone who are signed in, call from a page of this shop, name nothing
 * of a store in which they do not act, and send what the rule takes. Whether the role may is looked up by the use case, in
 * the statement that reads or writes. Who was refused is noted (S20). `fresh`: it is risky, and wants a sign-in that is young;
 * an older one is answered `stale`, and the page asks for another proof and then once more for what was wanted (S12). The
 * same when the use case finds the sign-in too weak (T11).
 */
export function action<Input, Refusal extends string, Answer extends Result>(
  rule: Rule<Input, Refusal> & { fresh: true },
  work: Work<Input, Answer>,
): Action<Input, Exclude<Answer, TooWeak> | { kind: "signed_out" | Refusal } | Stale>;
export function action<Input, Refusal extends string, Answer extends Result>(
  rule: Rule<Input, Refusal>,
  work: Work<Input, Answer>,
): Action<Input, Answer | { kind: "signed_out" | Refusal }>;
export function action<Input, Refusal extends string, Answer extends Result>(
  { name, takes, refusal, fresh }: Rule<Input, Refusal> & { fresh?: true },
  work: Work<Input, Answer>,
): Action<Input, Answer | { kind: "signed_out" | Refusal } | Stale> {
  return async (input) => {
    const parsed = takes.safeParse(input);
    const named = parsed.success ? ids(parsed.data) : {};
    const staff = await acting(named);
    const who = staff && { shop: processShop(), staff, userId: staff.user.id };
    const refused = { kind: who === null ? ("signed_out" as const) : refusal };
    if (who && parsed.success && fresh === true && !who.staff.session.fresh) return proofOf(who.staff, false);
    const result = who === null || !parsed.success ? refused : await work(who, parsed.data);
    if (who && result.kind === "weak") return proofOf(who.staff, true);
    // What no page of ours sends is noted as well, whatever it is answered: nothing of what it holds, but for ids.
    if (!parsed.success || REFUSALS.has(result.kind)) {
      // Who may not act here may be signed in all the same.
      noteRefusal(name, { user: (await currentStaff())?.user.id ?? null, why: result.kind, ...named });
    }
    return result;
  };
}

const REFUSALS = new Set(["signed_out", "not_allowed", "not_found", "none"]);

async function proofOf(staff: Staff, more: boolean): Promise<Stale> {
  const [site, address] = await Promise.all([ownSite(), clientAddress()]);
  return findProof(processShop(), staff, { more, site, address });
}

/** The ids in what was sent: which register, order, shift or device it is about. */
const ids = (input: unknown): Record<string, unknown> =>
  typeof input !== "object" || input === null
    ? {}
    : Object.fromEntries(Object.entries(input).filter(([name]) => name.endsWith("Id")));
