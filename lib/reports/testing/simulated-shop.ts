import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { receiveNotice } from "#lib/notices/receive-notice.ts";
import { keepPace } from "#lib/orders/calls/keep-pace.ts";
import { requestCode } from "#lib/orders/calls/request-code.ts";
import { askAndWork, runDue } from "#lib/orders/calls/run-due.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { findPayment } from "#lib/orders/queries.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { closeShop, openShop, type Shop } from "#lib/process.ts";
import { refundOrder } from "#lib/refunds/refund-order.ts";
import { runDueRefunds } from "#lib/refunds/run-refunds.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { type TriedAccounts, tryAccounts } from "#lib/stores/connection/testing/tried-accounts.ts";
import { by } from "#lib/testing/by.ts";
import { startVirtualClock, type VirtualClock } from "#lib/testing/virtual-clock.ts";

export type SoldStore = {
  id: string;
  registerId: string;
  generation: Generation;
  currency: string;
  timeZone: string;
  dayStartMinute: number;
};
export type StorePlan = Omit<SoldStore, "id" | "registerId"> & { code: string };

/** A line of Alipay's own book: what moved, and who sent it back. */
export type LedgerLine = {
  kind: "payment" | "refund";
  outTradeNo: string;
  minor: string;
  currency: string;
  at: string;
  by: "buyer" | "refund" | "cancel" | "portal";
};

/**
 * Stores that sell at the simulator, each generation over its own adapter, by one clock for all: charges and refunds are the use cases,
 * notifications come over HTTP, and the worker's own work is done whenever it is due.
 */
export type SimulatedShop = {
  shop: Shop;
  clock: VirtualClock;
  userId: string;
  addStore(plan: StorePlan): Promise<SoldStore>;
  /** With its code on the screen. */
  charge(store: SoldStore, amount: string): Promise<PaymentRow>;
  /** The code that is shown now. */
  payment(orderId: string): Promise<PaymentRow>;
  /** The buyer's hand; resolves when the notice of it was taken, if one is sent. */
  pay(payment: PaymentRow, wish?: { heard: boolean }): Promise<void>;
  giveBack(store: SoldStore, payment: PaymentRow, amount: string): Promise<void>;
  control: TriedAccounts["simulator"]["control"];
  /** What is due happens in its time, until that instant. */
  passTo(at: Date): Promise<void>;
  ledger(): Promise<LedgerLine[]>;
  close(): Promise<void>;
};

export async function openSimulatedShop(): Promise<SimulatedShop> {
  const clock = await startVirtualClock();
  const tried = await tryAccounts();
  await tried.reset();
  const { control } = tried.simulator;
  process.env.MASTER_KEY = randomBytes(32).toString("base64");
  const shop = openShop();
  const pace = keepPace({ now: Date.now });
  const heard = new Map<string, () => void>();
  const front = await openFront(shop, (body) => {
    for (const [number, tell] of heard) if (body.includes(number)) tell();
  });
  process.env.FRONT_ORIGIN = front.origin;
  const { id: userId } = await shop.prisma.user.create({ data: { login: "month", name: "Month", passwordHash: "" } });

  const payment = async (orderId: string): Promise<PaymentRow> => {
    const row = await findPayment(shop, userId, orderId);
    if (!row) throw new Error(`no payment of order ${orderId}`);
    return row;
  };

  async function work(): Promise<boolean> {
    const works = [...(await runDue(shop, pace, 48)), ...(await runDueRefunds(shop, 8))];
    await Promise.all(works);
    return works.length > 0;
  }

  async function nextDue(): Promise<Date | null> {
    const { rows } = await shop.pool.query<{ at: Date | null }>(
      `select least((select min(next_check_at) from payment_attempt), (select min(next_check_at) from refund)) as at`,
    );
    return rows[0]?.at ?? null;
  }

  return {
    ...{ shop, clock, userId, control, payment },
    async addStore(plan) {
      const { code, generation, currency, timeZone, dayStartMinute } = plan;
      const { settings, secrets } = tried[generation]();
      const account = { code: generation, generation, practice: true, ...(settings as object), ...(secrets as object) };
      const dayStart = `${String(Math.floor(dayStartMinute / 60)).padStart(2, "0")}:00`;
      const registers = [{ code: "1", name: "Till 1" }];
      const store = { code, name: code, practice: true, currency, timeZone, dayStart, registers };
      const file = {
        merchant: { code: "month", name: "Month" },
        accounts: [account],
        stores: [{ ...store, accounts: { [currency]: generation } }],
      };
      const applied = await applyStoreFile(shop, file, String);
      if (applied.kind !== "applied") throw new Error(JSON.stringify(applied.problems));
      const made = await shop.prisma.store.findUniqueOrThrow({ where: { code }, include: { registers: true } });
      await shop.prisma.membership.create({ data: { userId, storeId: made.id, role: "manager" } });
      return { id: made.id, registerId: made.registers[0]?.id ?? "", ...plan };
    },
    async charge({ registerId, currency }, amount) {
      const sale = { registerId, clientKey: crypto.randomUUID(), currency, amount, lines: [], reference: "" };
      const created = await createOrder(shop, userId, sale);
      if (created.kind !== "created") throw new Error(`the sale was ${created.kind}`);
      await requestCode(shop, created.payment);
      return payment(created.payment.orderId);
    },
    async pay({ merchantNumber, generation }, { heard: isHeard } = { heard: true }) {
      const taken = Promise.withResolvers<void>();
      if (isHeard) heard.set(merchantNumber, taken.resolve);
      else await control("POST", "faults", { name: "no_notification", outTradeNo: merchantNumber });
      const { httpStatus } = await control("POST", "pay", { outTradeNo: merchantNumber });
      if (httpStatus !== 200) throw new Error(`a payment (${generation}) was answered ${httpStatus}`);
      if (isHeard) await taken.promise;
      heard.delete(merchantNumber);
    },
    async giveBack({ registerId }, { orderId }, amount) {
      const wish = { orderId, registerId, clientKey: crypto.randomUUID(), amount, reason: "Returned" };
      const created = await refundOrder(shop, by(userId), wish);
      if (created.kind !== "created") throw new Error(`the refund was ${created.kind}`);
    },
    async passTo(at) {
      for (let due = await nextDue(); due !== null && due <= at; due = await nextDue()) {
        if (due > clock.now()) await clock.set(due);
        // What its account's pace holds back is due a second later.
        if (!(await work())) await clock.set(new Date(clock.now().getTime() + 1000));
      }
      if (at > clock.now()) await clock.set(at);
    },
    async ledger() {
      const { movements, refunds } = (await control("GET", "ledger")) as Record<string, unknown[]>;
      const paid = (movements as LedgerLine[]).filter(({ kind }) => kind === "payment");
      return [
        ...paid.map((line) => ({ ...line, by: "buyer" as const })),
        ...(refunds as LedgerLine[]).map((line) => ({ ...line, kind: "refund" as const })),
      ];
    },
    async close() {
      await front.close();
      await closeShop(shop);
      await tried.stop();
      await clock.stop();
    },
  };
}

/** Takes notices as the front does. */
async function openFront(shop: Shop, taken: (body: string) => void) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { pathname, search } = new URL(request.url ?? "/", "http://front");
    const [generation = "", token = ""] = pathname.split("/").slice(2);
    const contentType = request.headers["content-type"] ?? null;
    const raw = { generation, token, body, query: search.slice(1), contentType };
    const { reply, ask } = await receiveNotice(shop, raw);
    if (ask !== null) await askAndWork(shop, ask);
    response.writeHead(reply.status, { "content-type": reply.contentType }).end(reply.body);
    taken(body.toString());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
