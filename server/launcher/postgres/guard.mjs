// Owns the embedded server: stops it when asked to, and when the launcher is gone.
import { startServer } from "./server.mjs";

/** @type {import("./server.mjs").Options} */
const options = JSON.parse(process.argv[2] ?? "{}");
/** @type {AbortController} ended by a signal or by the launcher's end */
const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => ending.abort());
process.on("disconnect", () => ending.abort());

const started = await startServer(options);
if (!started.ok) {
  if (started.passing) console.error(started.sentence);
  else await new Promise((sent) => process.send?.({ refused: started.sentence }, sent));
  process.exit(1);
}
const { server } = started;
server.child.once("exit", () => process.exit(ending.signal.aborted ? 0 : 1));
const stop = () => server.stop().then(() => process.exit(0));
if (ending.signal.aborted) await stop();
ending.signal.addEventListener("abort", stop);
process.send?.({ ready: true });
