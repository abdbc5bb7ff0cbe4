/** A front process without a shop behind it, for tests of starting and stopping. Arguments: port, origin of web. */
import { log } from "#lib/log.ts";
import { createMetrics } from "../metrics.ts";
import { runFront } from "../run.ts";
import { ALONE, NO_SHOP } from "./no-shop.ts";

const [port = "0", webOrigin = ""] = process.argv.slice(2);

runFront({
  settings: { ...ALONE, port: Number(port), webOrigin },
  ports: NO_SHOP,
  metrics: createMetrics(),
  log,
  release: async () => log("info", "released"),
});
