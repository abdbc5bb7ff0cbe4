import { call } from "#lib/alipay/openapi/call.ts";
import type { OpenapiConfig } from "#lib/alipay/openapi/config.ts";
import { notificationNames, notificationSuccess, parseNotification } from "#lib/alipay/openapi/notification.ts";
import { cancel } from "#lib/alipay/openapi/operations/cancel.ts";
import { close } from "#lib/alipay/openapi/operations/close.ts";
import { precreate } from "#lib/alipay/openapi/operations/precreate.ts";
import { type QueryInput, query } from "#lib/alipay/openapi/operations/query.ts";
import { type AccountContext, codeOrigins } from "../account.ts";
import { callsTo } from "../calls.ts";
import { walletCode } from "../code-text.ts";
import type { CancelOutcome, CodeOutcome, CodeRequest, FindOutcome, Gateway, Notice } from "../gateway.ts";
import { noCode, unclear } from "../no-answer.ts";
import { failedCheck, hasKnownName, plainReply } from "../notice.ts";
import { subjectText } from "../texts.ts";
import { asQuery, CANCELLED } from "../trades.ts";
import { claimOf, codeOf, unclearClaim, whyOf } from "./reasons.ts";
import { askRefund, sendRefund } from "./refund.ts";
import { noticeTrade, noticeUse, tradeNews, verdictsOf, yuanText } from "./trades.ts";

/** The shop's words for `alipay.trade.*`. Everything that Alipay leaves open stays unclear here. */
export function openapiGateway(config: OpenapiConfig, context: AccountContext): Gateway {
  const origins = [new URL(config.gateway).origin];
  const calling = callsTo({ config, sender: context.sender, origins });

  return {
    generation: "openapi",
    origins,
    reply: async (_body, answer) => plainReply(answer === "taken" ? notificationSuccess : "failure"),

    async requestCode(request: CodeRequest): Promise<CodeOutcome> {
      // The interface has no currency member: an amount of another one would be charged as yuan.
      if (request.amount.currency !== "CNY") {
        return { kind: "refused", reason: "currency", code: request.amount.currency };
      }
      const life = `${request.codeLifeMinutes}m`;
      const input = {
        out_trade_no: request.merchantNumber,
        total_amount: yuanText(request.amount, 11),
        subject: subjectText(request.subject),
        timeout_express: life,
        qr_code_timeout_express: life,
        product_code: "FACE_TO_FACE_PAYMENT",
        ...config.place,
        seller_id: config.sellerId,
        ...(context.notifyUrl === null ? {} : { notify_url: context.notifyUrl }),
      };
      const result = await call(precreate, input, calling("code"));
      switch (result.kind) {
        case "created":
          return walletCode(result.qr_code, codeOrigins(context));
        case "refused":
          return result.reaction === "new"
            ? { kind: "number_spent", why: codeOf(result) }
            : { kind: "refused", ...claimOf(result) };
        case "unclear":
          return result.error?.sub_code === "ACQ.TRADE_HAS_SUCCESS"
            ? { kind: "ask", why: "ACQ.TRADE_HAS_SUCCESS" }
            : { kind: "unclear", why: whyOf(result), claim: unclearClaim(result) };
        default:
          return noCode(result);
      }
    },

    query: (merchantNumber) => asQuery(findTrade({ out_trade_no: merchantNumber })),

    find: ({ by, number }) => findTrade(by === "trade" ? { trade_no: number } : { out_trade_no: number }),

    async cancel(merchantNumber): Promise<CancelOutcome> {
      const result = await call(cancel, { out_trade_no: merchantNumber }, calling("cancel"));
      if (result.kind === "refused") {
        // Contracts without cancel can still close what is unpaid (codes.md, cancel).
        return codeOf(result) === "ACQ.CANCEL_NOT_ALLOWED"
          ? closeTrade(merchantNumber)
          : { kind: "refused", code: codeOf(result) };
      }
      if (result.kind !== "cancelled") return unclear(result, whyOf);
      return { kind: CANCELLED[result.action] };
    },

    refund: (request) => sendRefund(request, calling("refund")),
    queryRefund: (request) => askRefund(request, calling("query")),

    readNotice({ body, query: queryText }): Notice {
      if (hasKnownName(queryText, notificationNames)) {
        return { kind: "refused", why: "query_string", verdicts: { form: false } };
      }
      const result = parseNotification(body, config);
      const verdicts = verdictsOf(result.checks);
      if (result.kind === "refused") return { kind: "refused", why: failedCheck(result.checks), verdicts };
      if (result.kind === "other_notice") {
        return { kind: "refused", why: `kind_${result.notify_type}`.slice(0, 64), verdicts };
      }
      const { notice } = result;
      return {
        kind: "notice",
        notifyId: notice.notify_id,
        merchantNumber: notice.out_trade_no,
        trade: notice.about === "refund" ? null : noticeTrade(notice),
        use: noticeUse(notice, result.checks),
        verdicts,
      };
    },
  };

  async function findTrade(asked: QueryInput): Promise<FindOutcome> {
    const result = await call(query, asked, calling("query"));
    switch (result.kind) {
      case "trade": {
        const trade = tradeNews(result);
        if (trade === null) return { kind: "unclear", why: "bad_amount" };
        return { kind: "found", merchantNumber: result.out_trade_no, trade };
      }
      case "not_exist":
        return { kind: "no_trade" };
      case "refused":
        return { kind: "unclear", why: codeOf(result) };
      default:
        return unclear(result, whyOf);
    }
  }

  async function closeTrade(merchantNumber: string): Promise<CancelOutcome> {
    const result = await call(close, { out_trade_no: merchantNumber }, calling("cancel"));
    switch (result.kind) {
      case "closed":
        return { kind: "closed" };
      case "not_exist":
        return { kind: "no_trade" };
      case "refused":
        return { kind: "refused", code: codeOf(result) };
      default:
        return unclear(result, whyOf);
    }
  }
}
