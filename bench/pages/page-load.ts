import { startChild } from "../child.ts";
import type { LoadOrder, LoadReport } from "./load-pages.ts";

export type { LoadReport };

/** Loads pages until it is stopped, from a process of its own, so that the measuring one stays quiet. */
export async function startPageLoad(order: LoadOrder): Promise<{ stop(): Promise<LoadReport> }> {
  const loader = await startChild(new URL("./load-pages.ts", import.meta.url), order);
  return {
    async stop() {
      const report = await loader.ask("stop");
      await loader.end();
      return report as LoadReport;
    },
  };
}
