import { mapiCurrencies } from "#lib/alipay/mapi/amount.ts";
import { call } from "#lib/alipay/mapi/call.ts";
import type { MapiConfig } from "#lib/alipay/mapi/config.ts";
import { notificationNames, notificationSuccess, parseNotification } from "#lib/alipay/mapi/notification.ts";
import { cancel } from "#lib/alipay/mapi/operations/cancel.ts";
import { notifyVerify } from "#lib/alipay/mapi/operations/notify-verify.ts";
import { precreate } from "#lib/alipay/mapi/operations/precreate.ts";
import { type QueryInput, query } from "#lib/alipay/mapi/operations/query.ts";
import { decimalText } from "#lib/money/money.ts";
import { type AccountContext, codeOrigins } from "../account.ts";
import { callsTo } from "../calls.ts";
import { walletCode } from "../code-text.ts";
import type { CancelOutcome, CodeOutcome, CodeRequest, FindOutcome, Gateway, Notice, NoticeWord } from "../gateway.ts";
import { noCode, unclear } from "../no-answer.ts";
import { failedCheck, hasKnownName, plainReply } from "../notice.ts";
import { subjectText } from "../texts.ts";
import { asQuery, CANCELLED } from "../trades.ts";
import { claimOf, whyOf } from "./reasons.ts";
import { sendRefund } from "./refund.ts";
import { tradeNews, verdictsOf } from "./trades.ts";

/** The shop's words for `alipay.acquire.*`. Everything that Alipay leaves open stays unclear here. */
export function mapiGateway(config: MapiConfig, context: AccountContext): Gateway {
  const { notifyUrl } = context;
  const addresses = [config.gateway, config.backupGateway].filter((address) => address !== null);
  const origins = addresses.map((address) => new URL(address).origin);
  const calling = callsTo({ config, sender: context.sender, origins });

  return {
    generation: "mapi",
    origins,
    reply: async (_body, answer) => plainReply(answer === "taken" ? notificationSuccess : "failure"),

    async requestCode(request: CodeRequest): Promise<CodeOutcome> {
      const { amount } = request;
      // Asked before any call: how many decimals the gateway takes another currency's amounts with is not known.
      if (!mapiCurrencies.includes(amount.currency)) {
        return { kind: "refused", reason: "currency", code: amount.currency };
      }
      const life = `${request.codeLifeMinutes}m`;
      const input = {
        out_trade_no: request.merchantNumber,
        subject: subjectText(request.subject),
        total_fee: decimalText(amount),
        trans_currency: amount.currency,
        it_b_pay: life,
        qr_code_it_b_pay: life,
        ...(notifyUrl === null ? {} : { notify_url: notifyUrl }),
      };
      const called = calling("code");
      const circumstances = { at: called.at, notifyUrl };
      const result = await call(precreate, input, called);
      switch (result.kind) {
        case "created":
          return walletCode(result.qr_code, codeOrigins(context));
        case "refused":
          return result.reaction === "new"
            ? { kind: "number_spent", why: result.code }
            : { kind: "refused", ...claimOf(result, circumstances) };
        case "unclear": {
          const { why, error } = result;
          if (why === "code" && error?.code === "TRADE_HAS_SUCCESS") return { kind: "ask", why: error.code };
          return { kind: "unclear", why, claim: error && claimOf(error, circumstances) };
        }
        case "invalid":
          if (result.field === "total_fee") return { kind: "refused", reason: "amount_limit", code: result.problem };
          return noCode(result);
        case "no_answer":
          return noCode(result);
      }
    },

    query: (merchantNumber, currency) => asQuery(findTrade({ out_trade_no: merchantNumber, trans_currency: currency })),

    find: ({ by, number, currency: trans_currency }) =>
      findTrade(
        by === "trade" ? { alipay_trans_id: number, trans_currency } : { out_trade_no: number, trans_currency },
      ),

    async cancel(merchantNumber): Promise<CancelOutcome> {
      const result = await call(cancel, { out_trade_no: merchantNumber }, calling("cancel"));
      switch (result.kind) {
        case "cancelled":
          return { kind: CANCELLED[result.action] };
        case "refused":
          return { kind: "refused", code: result.code };
        default:
          return unclear(result, whyOf);
      }
    },

    refund: (request) => sendRefund(request, calling("refund")),

    readNotice(raw): Notice {
      if (hasKnownName(raw.query, notificationNames)) {
        return { kind: "refused", why: "query_string", verdicts: { form: false } };
      }
      const result = parseNotification(raw, config);
      const verdicts = verdictsOf(result.checks);
      if (result.kind === "refused") return { kind: "refused", why: failedCheck(result.checks), verdicts };
      if (result.kind === "other_notice") {
        return { kind: "refused", why: `kind_${result.notify_type}`.slice(0, 64), verdicts };
      }
      const { notify_id: notifyId, out_trade_no: merchantNumber } = result.notice;
      // Only a trigger, whatever it says: its amounts are ambiguous, and a query tells the rest (clarifications 5 and 14).
      return { kind: "notice", notifyId, merchantNumber, trade: null, use: "ask", verdicts };
    },

    // SHA-256 stands on its own; a notice signed with less is put before Alipay too (B4, S14).
    ...(config.signType === "RSA2" ? {} : { confirmNotice }),
  };

  async function findTrade(asked: QueryInput): Promise<FindOutcome> {
    const result = await call(query, asked, calling("query"));
    switch (result.kind) {
      case "trade":
        return { kind: "found", merchantNumber: result.out_trade_no, trade: tradeNews(result) };
      case "not_exist":
        return { kind: "no_trade" };
      case "refused":
        return { kind: "unclear", why: result.code };
      default:
        return unclear(result, whyOf);
    }
  }

  async function confirmNotice(notifyId: string): Promise<NoticeWord> {
    const result = await call(notifyVerify, { notify_id: notifyId }, calling("query"));
    if (result.kind !== "word") return "unclear";
    return result.genuine ? "genuine" : "denied";
  }
}
