import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type Child = {
  /** Sends a word, and returns what comes back. One question at a time. */
  ask(word: unknown): Promise<unknown>;
  /** What the child said when it was ready. */
  readonly greeting: unknown;
  /** Ends the child, which goes when it is let go of. */
  end(): Promise<void>;
};

/** Runs a script of the benchmark as a process of its own. What it logs is not shown, its errors are. */
export async function startChild(script: URL, order: unknown, env: Record<string, string> = {}): Promise<Child> {
  const child = fork(fileURLToPath(script), [JSON.stringify(order)], {
    env: { ...process.env, ...env },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return {
    greeting: await hear(child),
    ask(word) {
      child.send(word as object);
      return hear(child);
    },
    async end() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

function hear(child: ChildProcess): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onExit = (code: number | null) => reject(new Error(`${child.spawnargs.at(-2)} ended with ${code}`));
  child.once("exit", onExit);
  child.once("message", (said) => {
    child.off("exit", onExit);
    resolve(said);
  });
  return promise;
}
