import { describe, expect, it } from "vitest";
import { testConfig as intlConfig } from "#lib/alipay/intl/testing/account.ts";
import { signedAnswer as mapiAnswer } from "#lib/alipay/mapi/testing/account.ts";
import { signedAnswer as openapiAnswer } from "#lib/alipay/openapi/testing/account.ts";
import type { FindRequest, Gateway } from "./gateway.ts";
import * as intl from "./intl/testing/laid-out-gateway.ts";
import * as mapi from "./mapi/testing/laid-out-gateway.ts";
import * as openapi from "./openapi/testing/laid-out-gateway.ts";
import { noAnswer } from "./testing/laid-out-sender.ts";

const OURS = "01a2004d7c32732d95d28761f1a899eb";
const ALIPAYS = "2026030122001400000000000001";

type Ids = { ours?: string | undefined; alipays?: string };

/** What is the same in each generation: a paid trade of 88.88 yuan is known under both numbers. */
type Asked = { gateway: Gateway; named: () => unknown };
const GENERATIONS: Readonly<
  Record<string, { knows: (ids?: Ids) => Asked; knowsNone: () => Gateway; silent: () => Gateway }>
> = {
  openapi: {
    knows: ({ ours = OURS, alipays = ALIPAYS } = {}) => {
      const members = { code: "10000", msg: "Success", trade_status: "TRADE_SUCCESS", total_amount: "88.88" };
      const { gateway, sent } = openapi.gatewayWith([
        openapiAnswer("query", { ...members, out_trade_no: ours, trade_no: alipays }),
      ]);
      return { gateway, named: () => openapi.sentContent(sent) };
    },
    knowsNone: () => openapi.gatewayWith([openapi.refusal("query", "ACQ.TRADE_NOT_EXIST")]).gateway,
    silent: () => openapi.gatewayWith([noAnswer("timeout", true)]).gateway,
  },
  mapi: {
    knows: ({ ours = OURS, alipays = ALIPAYS } = {}) => {
      const members = { alipay_trans_status: "TRADE_SUCCESS", trans_amount: "88.88", currency: "CNY" };
      const { gateway, sent } = mapi.gatewayWith([
        mapiAnswer({ result_code: "SUCCESS", ...members, partner_trans_id: ours, alipay_trans_id: alipays }),
      ]);
      const named = () => {
        const { partner_trans_id, alipay_trans_id } = mapi.sentParams(sent);
        return { partner_trans_id, alipay_trans_id };
      };
      return { gateway, named };
    },
    knowsNone: () => mapi.gatewayWith([mapi.failed("TRADE_NOT_EXIST")]).gateway,
    silent: () => mapi.gatewayWith([noAnswer("timeout", true)]).gateway,
  },
  intl: {
    knows: ({ ours = OURS, alipays = ALIPAYS } = {}) => {
      const members = { orderAmount: { currency: "CNY", value: "8888" }, payStatus: "SUCCESS" };
      const { gateway, sent } = intl.gatewayWith(
        [intl.answered("payQuery", { ...members, merchantTransId: ours, acquirementId: alipays })],
        { account: { config: intlConfig({ statusMember: "payStatus" }) } },
      );
      const named = () => {
        const { merchantTransId, acquirementId } = intl.messageOf(sent[0]).body;
        return { merchantTransId, acquirementId };
      };
      return { gateway, named };
    },
    knowsNone: () => intl.gatewayWith([intl.refusal("payQuery", "ORDER_NOT_EXIST")]).gateway,
    silent: () => intl.gatewayWith([noAnswer("timeout", true)]).gateway,
  },
};

const NAMES: Readonly<Record<string, { merchant: string; trade: string }>> = {
  openapi: { merchant: "out_trade_no", trade: "trade_no" },
  mapi: { merchant: "partner_trans_id", trade: "alipay_trans_id" },
  intl: { merchant: "merchantTransId", trade: "acquirementId" },
};

const byTrade: FindRequest = { by: "trade", number: ALIPAYS, currency: "CNY" };
const byMerchant: FindRequest = { by: "merchant", number: OURS, currency: "CNY" };

describe.each(Object.entries(GENERATIONS))(
  "a number from the customer's bill, %s",
  (generation, { knows, knowsNone, silent }) => {
    it.each([byTrade, byMerchant])("P15 is asked about by its own name alone: $by", async (request) => {
      const { gateway, named } = knows();
      expect(await gateway.find(request)).toMatchObject({
        kind: "found",
        merchantNumber: OURS,
        trade: { state: "paid", tradeNumber: ALIPAYS, amount: { minor: 8888n, currency: "CNY" } },
      });
      expect(named()).toEqual({ [NAMES[generation]?.[request.by] ?? ""]: request.number });
    });

    it("P15 B18 is not answered by another trade's answer", async () => {
      const other = knows({ alipays: "2026030122001400000000000002" });
      expect(await other.gateway.find(byTrade)).toMatchObject({ kind: "unclear", why: "other_trade" });
      expect(await knows({ ours: "T2" }).gateway.find(byMerchant)).toMatchObject({
        kind: "unclear",
        why: "other_trade",
      });
    });

    it("P15 may be another till's: whose it is, the number of the merchant tells", async () => {
      expect(await knows({ ours: "old-till_42" }).gateway.find(byTrade)).toMatchObject({
        merchantNumber: "old-till_42",
      });
    });

    it("P15 is unknown only where Alipay says so", async () => {
      expect(await knowsNone().find(byTrade)).toEqual({ kind: "no_trade" });
      expect(await silent().find(byTrade)).toEqual({ kind: "unclear", why: "timeout" });
    });

    it("P15 is not sent when no trade can have it", async () => {
      const { gateway } = knows();
      expect(await gateway.find({ ...byTrade, number: "12 34" })).toMatchObject({ kind: "unclear" });
    });
  },
);
