import { call } from "#lib/alipay/intl/call.ts";
import { saysPaid } from "#lib/alipay/intl/codes.ts";
import { answerNotification, parseNotification } from "#lib/alipay/intl/notification.ts";
import { payCancel } from "#lib/alipay/intl/operations/pay-cancel.ts";
import { type PayQueryInput, payQuery } from "#lib/alipay/intl/operations/pay-query.ts";
import { prepareForRedirect } from "#lib/alipay/intl/operations/prepare-for-redirect.ts";
import { checkPageUrl } from "#lib/alipay/page-url.ts";
import { type AccountContext, codeOrigins } from "../account.ts";
import { callsTo } from "../calls.ts";
import type { CancelOutcome, CodeOutcome, CodeRequest, FindOutcome, Gateway, Notice, Reply } from "../gateway.ts";
import { noCode, unclear } from "../no-answer.ts";
import { asQuery } from "../trades.ts";
import type { IntlAccount } from "./account.ts";
import { claimOf, codeOf, whyOf } from "./reasons.ts";
import { sendRefund } from "./refund.ts";
import { earlierEnd, prepareInput, tradeNews, verdictsOf } from "./trades.ts";

/** The shop's words for `alipay.intl.acquiring.*` 2.0.0. Everything that Alipay leaves open stays unclear here. */
export function intlGateway(account: IntlAccount, context: AccountContext): Gateway {
  const { config } = account;
  const origins = [new URL(config.gateway).origin];
  const pageOrigins = [...codeOrigins(context), ...account.pageOrigins];
  const calling = callsTo({ config, sender: context.sender, origins });

  return {
    generation: "intl",
    origins,

    async requestCode(request: CodeRequest): Promise<CodeOutcome> {
      const input = prepareInput(request, account, context.notifyUrl);
      const result = await call(prepareForRedirect, input, calling("code"));
      switch (result.kind) {
        case "prepared": {
          const allowed = checkPageUrl(result.paymentSiteUrl, pageOrigins);
          return allowed === "ok"
            ? { kind: "code", text: result.paymentSiteUrl, ...earlierEnd(result.validSeconds, request) }
            : { kind: "unclear", why: `page_${allowed}`, claim: null };
        }
        case "refused":
          return result.reaction === "new"
            ? { kind: "number_spent", why: codeOf(result) }
            : { kind: "refused", ...claimOf(result) };
        case "unclear":
          return result.why === "code" && result.result !== null && saysPaid(result.result)
            ? { kind: "ask", why: codeOf(result.result) }
            : { kind: "unclear", why: whyOf(result), claim: result.result && claimOf(result.result) };
        default:
          return noCode(result);
      }
    },

    query: (merchantNumber) => asQuery(findTrade({ merchantTransId: merchantNumber })),

    find: ({ by, number }) => findTrade(by === "trade" ? { acquirementId: number } : { merchantTransId: number }),

    async cancel(merchantNumber): Promise<CancelOutcome> {
      const result = await call(payCancel, { merchantTransId: merchantNumber }, calling("cancel"));
      switch (result.kind) {
        case "void":
          return { kind: "void" };
        case "not_exist":
          return { kind: "no_trade" };
        case "refused":
          return { kind: "refused", code: codeOf(result) };
        default:
          return unclear(result, whyOf);
      }
    },

    refund: (request) => sendRefund(request, calling("refund")),

    readNotice({ body, query: queryText, at = new Date() }): Notice {
      // Only the body is signed, and nothing of this generation belongs into an address (B7; intl.md section 1).
      if (queryText !== "") return { kind: "refused", why: "query_string", verdicts: { form: false } };
      const result = parseNotification(body, config, at);
      const verdicts = verdictsOf(result);
      if (result.kind === "refused") return { kind: "refused", why: `${result.check}_${result.why}`, verdicts };
      const { newsId, merchantTransId } = result.notice;
      return { kind: "notice", notifyId: newsId, merchantNumber: merchantTransId, trade: null, use: "ask", verdicts };
    },

    async reply(body, answer): Promise<Reply> {
      // Nothing is signed for who could not prove to be Alipay; any other word than the envelope's is no acknowledgement.
      if (answer === "again") return { status: 400, contentType: "text/plain; charset=utf-8", body: "failure" };
      const contentType = "application/json; charset=UTF-8";
      return { status: 200, contentType, body: await answerNotification(body, config, new Date()) };
    },
  };

  async function findTrade(asked: PayQueryInput): Promise<FindOutcome> {
    const result = await call(payQuery, asked, calling("query"));
    switch (result.kind) {
      case "acquirement":
        return { kind: "found", merchantNumber: result.merchantTransId, trade: tradeNews(result, account) };
      case "not_exist":
        return { kind: "no_trade" };
      case "refused":
        return { kind: "unclear", why: codeOf(result) };
      default:
        return unclear(result, whyOf);
    }
  }
}
