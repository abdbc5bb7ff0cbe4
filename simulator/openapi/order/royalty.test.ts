import { describe, expect, it } from "vitest";
import { setUpSimulator } from "../../testing/fixture.ts";

const { simulator } = setUpSimulator();

const USER = "2088101126708402";
const CARD = "1".repeat(28);
const share = (changed: object = {}) => ({ serial_no: "1", trans_in: USER, amount: "0.10", ...changed });
const split = (...details: object[]) => ({ royalty_type: "ROYALTY", royalty_detail_infos: details });

/** @returns the sub code of a precreate over 12.34, or "taken" */
async function precreate(royalty_info: unknown): Promise<string> {
  const content = { out_trade_no: "S1", total_amount: "12.34", subject: "Tea", royalty_info };
  const answer = await simulator().shop.call("alipay.trade.precreate", content);
  return answer.code === "10000" ? "taken" : (answer.sub_code ?? "");
}

describe("a fee split", () => {
  it.each([
    ["two users", split(share(), share({ serial_no: 2, trans_out: USER, trans_out_type: "userId", desc: "分账" }))],
    ["no type", { royalty_detail_infos: [share()] }],
    [
      "a bank card that takes all",
      split(share({ trans_in_type: "bankIndex", trans_in: CARD, batch_no: "1", amount: "12.34" })),
    ],
    ["a store that takes all", split(share({ trans_in_type: "storeId", trans_in: "NJ_001", amount: "12.34" }))],
  ])("may name %s", async (_name, royalty) => {
    expect(await precreate(royalty)).toBe("taken");
  });

  it.each([
    ["a text instead of an object", JSON.stringify(split(share()))],
    ["another type", { ...split(share()), royalty_type: "FEE" }],
    ["nobody", split()],
    ["a target that is no user", split(share({ trans_in: "1088101126708402" }))],
    ["no target", split(share({ trans_in: undefined }))],
    ["a source that is no user", split(share({ trans_out: "1" }))],
    ["a serial number of 0", split(share({ serial_no: 0 }))],
    ["no amount", split(share({ amount: undefined }))],
    ["nothing", split(share({ amount: "0.00" }))],
    ["more than the order together", split(share({ amount: "12.00" }), share({ serial_no: 2, amount: "0.35" }))],
    ["a bank card for a part", split(share({ trans_in_type: "bankIndex", trans_in: CARD, batch_no: "1" }))],
    ["a bank card without a batch", split(share({ trans_in_type: "bankIndex", trans_in: CARD, amount: "12.34" }))],
    ["a misspelt kind of target", split(share({ trans_in_type: "bankindex", trans_in: CARD, amount: "12.34" }))],
    ["a store for a part", split(share({ trans_in_type: "storeId", trans_in: "NJ_001" }))],
    ["a long story", split(share({ desc: "x".repeat(1001) }))],
  ])("may not name %s", async (_name, royalty) => {
    expect(await precreate(royalty)).toBe("ACQ.INVALID_PARAMETER");
  });
});
