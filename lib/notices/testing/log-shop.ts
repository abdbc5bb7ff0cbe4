import type { Staff } from "#lib/auth/find-staff.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { trade } from "#lib/orders/states/testing/payment-state.ts";
import type { Generation, Notice, TradeNews } from "#lib/payments/gateway.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { by } from "#lib/testing/by.ts";
import { planNoticeReplay, replayNotice } from "../log/replay-notice.ts";
import { type NoticeResult, receiveNotice } from "../receive-notice.ts";

/** What a notice of such a shop says; its body holds just that, so that it can be read again out of the log. */
export type Said = {
  /** With which key it is signed. */
  key: string;
  notifyId: string;
  merchantNumber: string;
  /** Null for the report of a refund. */
  state: TradeNews["state"] | null;
  minor: number;
  tradeNumber: string;
  use: "settle" | "ask" | "park";
};

/** A shop whose gateway reads notices by what their bodies say, and takes those of the key that is set. */
export type LogShop = RefundShop & {
  keys: { right: string };
  say: (change: Partial<Said>) => Said;
  deliver: (said: Said, token?: string) => Promise<NoticeResult>;
  staff: Staff;
  /** The ids of what is logged: believed, then refused. */
  logged: () => Promise<string[]>;
  plan: (noticeId: string, staff?: Staff) => ReturnType<typeof planNoticeReplay>;
  replay: (noticeId: string, mark: string, staff?: Staff) => ReturnType<typeof replayNotice>;
  /** Every row of some tables as PostgreSQL writes it out. */
  rows: (...tables: string[]) => Promise<Record<string, string[]>>;
};

export const MONEY_TABLES = ["shop_order", "payment_attempt", "refund", "order_event"];
export const LOG_TABLES = ["notification", "refused_notice", "audit_entry"];

export async function openLogShop(generation: Generation = "openapi"): Promise<LogShop> {
  const test = await openRefundShop(generation);
  const { shop, gateway, accountId } = test;
  const keys = { right: "right" };
  gateway.readNotice = ({ body }) => read(JSON.parse(body.toString()), keys.right);
  const staff = await staffOf(shop, test.userId);
  const doer = by(test.userId);
  return {
    ...test,
    ...{ keys, staff },
    say: (change) => ({
      ...{ key: keys.right, notifyId: crypto.randomUUID(), merchantNumber: "nobody", state: "paid", minor: 12_850 },
      ...{ tradeNumber: "2026030122001400000000000001", use: generation === "openapi" ? "settle" : "ask", ...change },
    }),
    deliver(said, token = test.notifyToken) {
      const from = { headers: { "user-agent": "Mozilla/4.0", signature: "c2VjcmV0" }, address: "203.0.113.7" };
      const body = Buffer.from(JSON.stringify(said));
      return receiveNotice(shop, { generation, token, body, query: "", contentType: "text/plain", from });
    },
    async logged() {
      await shop.refusals.flush();
      const own = { where: { accountId }, select: { id: true }, orderBy: { id: "asc" } } as const;
      const [believed, refused] = [
        await shop.prisma.notification.findMany(own),
        await shop.prisma.refusedNotice.findMany(own),
      ];
      return [...believed, ...refused].map(({ id }) => id);
    },
    plan: (noticeId, who = staff) => planNoticeReplay(shop, who, noticeId),
    replay: (noticeId, mark, who = staff) =>
      replayNotice(shop, { staff: who, doer: { ...doer, userId: who.user.id } }, { noticeId, mark }),
    async rows(...tables) {
      await shop.refusals.flush();
      const entries = tables.map(async (table): Promise<[string, string[]]> => {
        const { rows } = await shop.pool.query<{ text: string }>(`select t::text as text from "${table}" t order by 1`);
        return [table, rows.map(({ text }) => text)];
      });
      return Object.fromEntries(await Promise.all(entries));
    },
  };
}

function read({ key, notifyId, merchantNumber, state, minor, tradeNumber, use }: Said, right: string): Notice {
  if (key !== right) return { kind: "refused", why: "signature_wrong", verdicts: { form: true, signature: false } };
  const amount = { minor: BigInt(minor), currency: "CNY" };
  const told = state === null || use === "ask" ? null : trade(state, { tradeNumber, amount });
  const verdicts = { form: true, signature: true, application: true, seller: true };
  return { kind: "notice", notifyId, merchantNumber, trade: told, use, verdicts };
}
