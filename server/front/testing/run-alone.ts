/** A front process without a shop behind it, for tests of starting and stopping. Arguments: port, origin of web. */
import { log } from "#lib/log.ts";
import { createMetrics } from "../metrics.ts";
import { runFront } from "../run.ts";

const [port = "0", webOrigin = ""] = process.argv.slice(2);

runFront({
  settings: {
    host: "127.0.0.1",
    port: Number(port),
    publicUrl: undefined,
    trustedProxies: [],
    metricsToken: undefined,
    webOrigin,
    development: false,
  },
  ports: {
    notify: async () => ({ status: 200, contentType: "text/plain", body: "success" }),
    session: async () => null,
    registerView: async () => null,
    subscribe: () => () => {},
    ready: async () => ({ ok: true, details: {} }),
  },
  metrics: createMetrics(),
  log,
  release: async () => log("info", "released"),
});
