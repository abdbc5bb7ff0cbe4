"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { assignDisplay as assign } from "#lib/displays/assign-display.ts";
import type { DisplayResult, PairResult } from "#lib/displays/commands.ts";
import { pairDisplay as pair } from "#lib/displays/confirm-pairing.ts";
import { listDisplays as list } from "#lib/displays/queries.ts";
import { revokeDisplay as revoke } from "#lib/displays/revoke-display.ts";
import { displayInput, pairInput, registerInput, shownInput } from "#lib/displays/schema.ts";
import { showOrder as show } from "#lib/displays/show-order.ts";
import type { Shop } from "#lib/process.ts";

/** Puts an order before the customer. The till does not wait for it: the display follows by itself. */
export const showOrder = action(
  { name: "showOrder", takes: shownInput, refusal: "not_found" },
  async ({ shop, userId }, { orderId }): Promise<{ kind: "shown" | "not_found" }> => ({
    kind: (await show(shop, userId, orderId)) ? "shown" : "not_found",
  }),
);

export const listDisplays = action(
  { name: "listDisplays", takes: registerInput, refusal: "not_found" },
  (who, { registerId }) => listed(who, registerId),
);

export const pairDisplay = action(
  { name: "pairDisplay", takes: pairInput, refusal: "not_found" },
  async (who, input): Promise<PairResult> => {
    const { kind } = await pair(who.shop, await doer(who.staff), input);
    return kind === "paired" ? listed(who, input.registerId) : { kind };
  },
);

export const assignDisplay = action(
  { name: "assignDisplay", takes: displayInput, refusal: "not_found" },
  async (who, input): Promise<DisplayResult> =>
    (await assign(who.shop, who.userId, input)) ? listed(who, input.registerId) : { kind: "not_found" },
);

export const revokeDisplay = action(
  { name: "revokeDisplay", takes: displayInput, refusal: "not_found" },
  async (who, input): Promise<DisplayResult> =>
    (await revoke(who.shop, await doer(who.staff), input)) ? listed(who, input.registerId) : { kind: "not_found" },
);

async function listed({ shop, userId }: { shop: Shop; userId: string }, registerId: string): Promise<DisplayResult> {
  const found = await list(shop, userId, registerId);
  return found ? { kind: "listed", ...found } : { kind: "not_found" };
}
