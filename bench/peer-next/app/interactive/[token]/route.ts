// How a shop on Next, Prisma and the official SDK usually takes a notice: check, then an interactive transaction.
import { randomUUID } from "node:crypto";
import { AlipaySdk } from "alipay-sdk";
import { processShop } from "#lib/process.ts";

const sdk = new AlipaySdk({
  appId: process.env.PEER_APP_ID ?? "",
  privateKey: process.env.PEER_PRIVATE_KEY ?? "",
  alipayPublicKey: process.env.PEER_ALIPAY_KEY ?? "",
  keyType: "PKCS8",
});

export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  const fields = Object.fromEntries(new URLSearchParams(body));
  const { app_id, seller_id, notify_id = "", out_trade_no = "", trade_no = "", trade_status, total_amount } = fields;
  const isOurs = app_id === process.env.PEER_APP_ID && seller_id === process.env.PEER_SELLER_ID;
  if (!sdk.checkNotifySignV2(fields) || !isOurs || trade_status !== "TRADE_SUCCESS") return new Response("failure");
  const { prisma } = processShop();
  const isTaken = await prisma.$transaction(async (tx) => {
    const attempt = await tx.paymentAttempt.findUnique({
      where: { merchantNumber: out_trade_no },
      include: { order: true },
    });
    if (attempt === null || attempt.amount !== BigInt((total_amount ?? "").replace(".", ""))) return false;
    const { accountId, orderId, id: attemptId, revision, status: from } = attempt;
    const notice = { generation: "openapi", accountId, notifyId: notify_id };
    if (await tx.notification.findUnique({ where: { generation_accountId_notifyId: notice } })) return true;
    const now = new Date();
    const { count } = await tx.paymentAttempt.updateMany({
      where: { id: attemptId, revision },
      data: { status: "paid", statusSince: now, tradeNumber: trade_no, nextCheckAt: null, revision: revision + 1 },
    });
    if (count !== 1) return false;
    await tx.order.update({ where: { id: orderId }, data: { status: "paid", paidAt: now } });
    const data = { from, to: "paid", trade: trade_no };
    await tx.orderEvent.create({ data: { orderId, attemptId, kind: "noticed", actor: "gateway", data } });
    const kept = { id: randomUUID(), orderId, body: Buffer.from(body), effect: "applied", answer: "taken" };
    await tx.notification.create({ data: { ...notice, ...kept, verdicts: { signature: true } } });
    return true;
  });
  return new Response(isTaken ? "success" : "failure");
}
