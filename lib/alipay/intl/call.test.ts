import { describe, expect, it } from "vitest";
import type { GatewayRequest, Sender } from "../send.ts";
import { call } from "./call.ts";
import { payCancel } from "./operations/pay-cancel.ts";
import { answerOf, responseMessage, signedEnvelope, testConfig } from "./testing/account.ts";

const idOf = ({ body }: GatewayRequest): string => JSON.parse(body).request.head.reqMsgId;

/** Cancels with a sender that answers the request which `choose` picks. */
async function cancelWith(choose: (request: GatewayRequest) => GatewayRequest | Promise<GatewayRequest>) {
  const sender: Sender = {
    async send(request) {
      const reqMsgId = idOf(await choose(request));
      return answerOf(signedEnvelope("response", responseMessage("payCancel", {}, { reqMsgId })));
    },
    close: () => {},
  };
  const context = { config: testConfig(), sender, at: new Date(), deadlineMs: 1000, allowed: () => true };
  return call(payCancel, { merchantTransId: "T1" }, context);
}

describe("a call", () => {
  it("goes out under a message id of its own each time, a repeat by the sender included (seed 002, reqMsgId)", async () => {
    const ids: string[] = [];
    const repeated = async (request: GatewayRequest) => {
      const again = await request.again?.();
      if (!again) throw new Error("a repeat is offered");
      expect(again.url).toBe(request.url);
      ids.push(idOf(request), idOf(again));
      return again;
    };
    expect(await cancelWith(repeated)).toEqual({ kind: "void" });
    expect(await cancelWith(repeated)).toEqual({ kind: "void" });
    expect(new Set(ids).size).toBe(4);
  });

  it("B27 takes no answer to the request that was repeated", async () => {
    const first = await cancelWith(async (request) => {
      await request.again?.();
      return request;
    });
    expect(first).toMatchObject({ kind: "unclear", why: "other_request" });
  });

  it("takes the answer when nothing was repeated", async () => {
    expect(await cancelWith((request) => request)).toEqual({ kind: "void" });
  });
});
