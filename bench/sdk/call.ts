// A whole call: build, sign, send to a gateway on this machine, verify its answer, read it.
import assert from "node:assert/strict";
import { call as callGateway } from "#lib/alipay/openapi/call.ts";
import { precreate } from "#lib/alipay/openapi/operations/precreate.ts";
import { openSender } from "#lib/alipay/send.ts";
import { startChild } from "../child.ts";
import { inTurn, throughput } from "../measure/throughput.ts";
import { comparison, type Part } from "../part.ts";
import { NOTIFY_URL, ourAccount, SALE, theirAccount } from "./accounts.ts";

const MS = 800;
const PATIENCE_MS = 5000;

async function run(rounds: number) {
  const child = await startChild(new URL("./gateway.ts", import.meta.url), null);
  const gateway = String(child.greeting);
  const sender = openSender({ mayBeInside: () => true });
  const context = { config: ourAccount(gateway), sender, deadlineMs: PATIENCE_MS, allowed: () => true };
  const sdk = theirAccount(gateway);
  const ours = async () => {
    const result = await callGateway(precreate, { ...SALE, notify_url: NOTIFY_URL }, { ...context, at: new Date() });
    if (result.kind !== "created") throw new Error(`our call was ${result.kind}`);
    return result.qr_code;
  };
  const theirs = async () => {
    const result = await sdk.exec(
      "alipay.trade.precreate",
      { bizContent: SALE, notifyUrl: NOTIFY_URL },
      { validateSign: true },
    );
    return String(result.qrCode);
  };
  assert.equal(await ours(), await theirs());
  const results = [];
  for (const [atOnce, goal] of [
    [1, 2.5],
    [8, 2.5],
  ] as const) {
    const played = await inTurn(
      { ours: () => throughput(ours, { atOnce, ms: MS }), peer: () => throughput(theirs, { atOnce, ms: MS }) },
      rounds,
    );
    results.push(comparison(`a verified call, ${atOnce} at once`, played, goal));
  }
  sender.close();
  await child.end();
  return results;
}

export const call: Part = { name: "call", run };
