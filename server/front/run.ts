import { errorFields } from "#lib/log.ts";
import type { Log } from "./answers.ts";
import type { Metrics } from "./metrics.ts";
import type { FrontPorts } from "./ports.ts";
import { createFront } from "./server.ts";
import type { FrontSettings } from "./settings.ts";

type Process = { settings: FrontSettings; ports: FrontPorts; metrics: Metrics; log: Log; release: () => Promise<void> };

/**
 * Runs the front as this process: listens, tells the launcher that it is ready, and ends on SIGTERM, or when the
 * launcher is gone. `release` gives back what the ports hold (pool, LISTEN connection) after the last request.
 */
export const runFront = ({ settings, ports, metrics, log, release }: Process): void => {
  const { host, port } = settings;
  const front = createFront({ settings, ports, metrics, log });
  let ending = false;

  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await front.stop();
    await release();
    process.exit(code);
  };

  process.once("SIGTERM", () => void end(0));
  process.once("SIGINT", () => void end(0));
  process.once("disconnect", () => void end(0));
  process.on("unhandledRejection", (error) => log("error", "front.unhandled_rejection", errorFields(error)));
  process.on("uncaughtException", (error) => {
    // Nobody knows what state is left: the launcher starts a fresh one.
    log("error", "front.uncaught_exception", errorFields(error));
    void end(1);
  });

  front.server.once("error", (error) => {
    log("error", "front.cannot_listen", { host, port, ...errorFields(error) });
    process.exit(1);
  });
  front.server.listen(port, host, () => {
    log("info", "front.listening", { host, port });
    process.send?.({ ready: true });
  });
};
