"use client";

import { unstable_isUnrecognizedActionError as isFromOldPage } from "next/navigation";
import { useRef, useState } from "react";
import type { ChargeInput } from "#lib/orders/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { newClientKey } from "./entry/client-key.ts";
import type { TillActions } from "./setting.ts";

/** Why a sale or a step was not taken; each has its sentence in the messages. */
export type Refused =
  | "no_answer"
  | "updated"
  | "key_reused"
  | "no_account"
  | "no_shift"
  | "not_allowed"
  | "not_found"
  | "amount"
  | "reference"
  | "action";

export type Sale = Pick<ChargeInput, "currency" | "amount" | "lines" | "reference">;

type Charged =
  | { kind: "created"; order: OrderView }
  | { kind: "refused"; reason: Refused }
  | { kind: "signed_out" | "busy" };

/**
 * Sends sales, one at a time. Each source ("entry", or an order that is charged again) keeps its client key until the
 * server has answered: pressing again after a lost answer can never charge twice (C6, F51).
 */
export function useCharge(charge: TillActions["charge"], registerId: string) {
  const keys = useRef(new Map<string, string>());
  const running = useRef(false);
  const [busy, setBusy] = useState(false);

  async function send(source: string, sale: Sale): Promise<Charged> {
    if (running.current) return { kind: "busy" };
    running.current = true;
    setBusy(true);
    const clientKey = keys.current.get(source) ?? newClientKey();
    keys.current.set(source, clientKey);
    try {
      const result = await charge({ registerId, clientKey, ...sale });
      if (result.kind === "signed_out") return { kind: "signed_out" };
      keys.current.delete(source);
      switch (result.kind) {
        case "created":
          return result;
        case "amount_refused":
          return { kind: "refused", reason: "amount" };
        case "reference_refused":
          return { kind: "refused", reason: "reference" };
        default:
          return { kind: "refused", reason: result.kind };
      }
    } catch (error) {
      return { kind: "refused", reason: isFromOldPage(error) ? "updated" : "no_answer" };
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  /** True after an answer was lost: the sale may be there already, and sending it once more makes no second one. */
  const isAgain = (source: string) => keys.current.has(source);
  return { busy, send, isAgain };
}
