import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { requestCode } from "#lib/orders/calls/request-code.ts";
import { askAndWork } from "#lib/orders/calls/run-due.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { tryAccounts } from "#lib/stores/connection/testing/tried-accounts.ts";
import { receiveNotice } from "../receive-notice.ts";

const CURRENCIES = { openapi: "CNY", mapi: "JPY", intl: "USD" } as const;

/**
 * Sells once in each generation by its own adapter, at the simulator, whose notices are received: then the database holds
 * whatever sales leave behind. The secrets of the accounts come back, and in which generations the notice led to a payment.
 */
export async function sellEverywhere(shop: Shop): Promise<{ secrets: Record<string, string>; paid: string[] }> {
  const tried = await tryAccounts();
  await tried.reset();
  let noticed = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, search } = new URL(request.url ?? "/", "http://front");
    const [generation = "", token = ""] = pathname.split("/").slice(2);
    const contentType = request.headers["content-type"] ?? null;
    const raw = { generation, token, body: Buffer.concat(chunks), query: search.slice(1), contentType };
    const { reply, ask } = await receiveNotice(shop, raw);
    if (ask !== null) await askAndWork(shop, ask);
    response.writeHead(reply.status, { "content-type": reply.contentType }).end(reply.body);
    noticed.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.FRONT_ORIGIN = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secrets: Record<string, string> = {};
  const paid: string[] = [];
  for (const generation of GENERATIONS) {
    const currency = CURRENCIES[generation];
    const subject = tried[generation]();
    for (const [name, secret] of Object.entries(subject.secrets ?? {}))
      secrets[`${name} of ${generation}`] = `${secret}`;
    const code = `sold-${generation}`;
    const account = {
      ...(subject.settings as object),
      ...(subject.secrets as object),
      code,
      generation,
      practice: true,
    };
    const registers = [{ code: "1", name: "1" }];
    const store = { code, name: code, practice: true, currency, registers, accounts: { [currency]: code } };
    const staff = [{ login: code, name: code, password: "seven green lanterns", roles: { [code]: "cashier" } }];
    const file = { merchant: { code: "sold", name: "Sold" }, accounts: [account], stores: [store], staff };
    const applied = await applyStoreFile(shop, file, String);
    if (applied.kind !== "applied") throw new Error(JSON.stringify(applied.problems));
    const register = await shop.prisma.register.findFirstOrThrow({ where: { store: { code } } });
    const { id: userId } = await shop.prisma.user.findUniqueOrThrow({ where: { login: code } });
    const sale = { clientKey: crypto.randomUUID(), currency, amount: "100", lines: [], reference: "" };
    const created = await createOrder(shop, userId, { registerId: register.id, ...sale });
    if (created.kind !== "created") throw new Error(created.kind);
    const { payment } = created;
    const asked = await requestCode(shop, payment);
    if (asked.kind !== "code") throw new Error(JSON.stringify(asked));
    const { sellerId = "", partner = "", merchantId = "" } = subject.settings as Record<string, string>;
    const seller = { openapi: sellerId, mapi: partner, intl: merchantId }[generation];
    await tried.simulator.control("POST", "pay", { outTradeNo: payment.merchantNumber, sellerId: seller });
    await noticed.promise;
    noticed = Promise.withResolvers();
    const { status } = await shop.prisma.order.findUniqueOrThrow({ where: { id: payment.orderId } });
    if (status === "paid") paid.push(generation);
  }
  server.close();
  await tried.stop();
  return { secrets, paid };
}
