import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { createMetrics } from "./metrics.ts";
import { runFront } from "./run.ts";
import { createShopPorts } from "./shop-ports.ts";

const shop = processShop();
const metrics = createMetrics();

runFront({
  settings: {
    host: env.host(),
    port: env.port(),
    publicUrl: env.publicUrl(),
    trustedProxies: env.trustedProxies(),
    metricsToken: env.metricsToken(),
    webOrigin: env.webOrigin(),
    development: env.development(),
    build: env.build(),
  },
  ports: createShopPorts(shop, metrics),
  metrics,
  log,
  release: () => closeShop(shop),
});
