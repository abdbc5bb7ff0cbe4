// Signing: from what a sale says to the signed parameters of the request.
import assert from "node:assert/strict";
import { buildPrecreate } from "#lib/alipay/openapi/operations/precreate.ts";
import { inTurn, throughput } from "../measure/throughput.ts";
import { comparison, type Part } from "../part.ts";
import { NOTIFY_URL, ourAccount, SALE, theirAccount } from "./accounts.ts";

const MS = 500;

async function run(rounds: number) {
  const config = ourAccount();
  const sdk = theirAccount();
  const ours = async (at = new Date()) => {
    const built = await buildPrecreate({ ...SALE, notify_url: NOTIFY_URL }, config, at);
    if (!built.ok) throw new Error(`${built.field}: ${built.problem}`);
    return built.request;
  };
  const theirs = (timestamp?: string) =>
    sdk.sdkExecute("alipay.trade.precreate", {
      bizContent: SALE,
      notifyUrl: NOTIFY_URL,
      format: "JSON",
      ...(timestamp === undefined ? {} : { timestamp }),
    });
  const { url, body } = await ours(new Date("2026-03-01T04:34:56Z"));
  assert.deepEqual(
    Object.fromEntries([...new URL(url).searchParams, ...new URLSearchParams(body)]),
    Object.fromEntries(new URLSearchParams(theirs("2026-03-01 12:34:56"))),
    "both sides sign the same request",
  );
  const results = [];
  // The SDK signs in the thread that calls: its eight come one after the other.
  for (const [atOnce, goal] of [
    [8, 3],
    [1, null],
  ] as const) {
    const played = await inTurn(
      {
        ours: () => throughput(() => ours(), { atOnce, ms: MS }),
        peer: () => throughput(() => theirs(), { atOnce, ms: MS }),
      },
      rounds,
    );
    results.push(comparison(`a request signed, ${atOnce} at once`, played, goal));
  }
  return results;
}

export const sign: Part = { name: "sign", run };
