import { findStaff } from "#lib/auth/find-staff.ts";
import { readSession } from "#lib/auth/session.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { askAtOnce } from "#lib/orders/checks/run-due.ts";
import { viewRegister } from "#lib/orders/queries.ts";
import { receiveNotice } from "#lib/orders/receive-notice.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { createMetrics } from "./metrics.ts";
import type { FrontPorts } from "./ports.ts";
import { runFront } from "./run.ts";

const shop = processShop();
const metrics = createMetrics();
const countEffect = metrics.counter("scantill_notice_effects_total", "What became of notifications.");

const ports: FrontPorts = {
  async notify({ generation, token, rawBody, query }) {
    const { reply, effect, ask } = await receiveNotice(shop, { generation, token, body: rawBody, query });
    countEffect({ effect });
    // The answer does not wait for what the gateway says to our own question.
    if (ask !== null) void askAtOnce(shop, ask);
    return reply;
  },
  async session(cookieHeader) {
    const staff = await findStaff(shop, await readSession(cookieHeader));
    return staff && { userId: staff.user.id };
  },
  registerView: (userId, registerId) => viewRegister(shop, userId, registerId),
  subscribe: (registerId, onChange) =>
    shop.news.subscribe((news) => {
      const mine = news.filter((one) => one.registerId === registerId);
      if (mine.length > 0) onChange(mine.map((one) => one.orderId));
    }),
  async ready() {
    await shop.pool.query("select 1");
    const { totalCount, idleCount, waitingCount } = shop.pool;
    return { ok: true, details: { database: { totalCount, idleCount, waitingCount } } };
  },
};

runFront({
  settings: {
    host: env.host(),
    port: env.port(),
    publicUrl: env.publicUrl(),
    trustedProxies: env.trustedProxies(),
    metricsToken: env.metricsToken(),
    webOrigin: env.webOrigin(),
    development: env.development(),
  },
  ports,
  metrics,
  log,
  release: () => closeShop(shop),
});
