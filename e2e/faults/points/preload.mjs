// Preloaded into every process of an app under test (NODE_OPTIONS); the product knows nothing of it. In the processes that
// can be struck it patches what crosses a border: statements, calls to the gateway, answers to notifications.
import { isMainThread } from "node:worker_threads";

/** By the script that a process was started with. */
const ROLES = [
  { role: "front", script: "server/front/main.ts" },
  { role: "web", script: "next/dist/bin/next" },
  { role: "worker", script: "server/worker.ts" },
];

const script = process.argv[1] ?? "";
const role = ROLES.find((one) => script.endsWith(one.script))?.role;
if (isMainThread && role !== undefined && process.env.FAULT_POINTS) {
  const { patchProcess } = await import("./patch-process.ts");
  patchProcess(role, process.env.FAULT_POINTS);
}
