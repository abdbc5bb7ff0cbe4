import { HELP, readOptions } from "./environment.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

if (process.argv.includes("--help")) {
  process.stdout.write(HELP);
} else {
  await run();
}

async function run(): Promise<void> {
  const read = readOptions(process.env);
  if (!read.ok) return fail(read.reason);
  let simulator: Simulator;
  try {
    simulator = await startSimulator(read.options);
  } catch (error) {
    return fail(reasonOf(error as NodeJS.ErrnoException));
  }
  const stop = async () => {
    await simulator.stop();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // Without its parent nobody would ever end it.
  process.once("disconnect", stop);
  announce(simulator, read.options.controlToken === undefined);
}

function announce({ port, controlPort, origin, controlToken }: Simulator, showToken: boolean): void {
  const token = showToken ? `, token ${controlToken}` : "";
  console.log(`Practice Alipay is ready: ${origin}, control on http://127.0.0.1:${controlPort}${token}`);
  process.send?.({ ready: true, port, controlPort });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "EADDRINUSE") return `${error.message.replace(/^listen EADDRINUSE: /, "")}. Choose another port.`;
  return error.message;
}

function fail(reason: string): void {
  console.error(`The practice Alipay cannot start: ${reason}`);
  process.exitCode = 1;
  process.disconnect?.();
}
