"use server";

import { patiently } from "#app/(till)/patience.ts";
import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { replayNotice as replayOne } from "#lib/notices/log/replay-notice.ts";
import { replayInput } from "#lib/notices/log/schema.ts";
import { askAndWork } from "#lib/orders/calls/run-due.ts";

export const replayNotice = action(
  { name: "replayNotice", takes: replayInput, refusal: "not_found" as const },
  async ({ shop, staff }, input) => {
    const { ask = null, ...result } = await replayOne(shop, { staff, doer: await doer(staff) }, input);
    if (ask !== null) await patiently(askAndWork(shop, ask));
    return result;
  },
);
