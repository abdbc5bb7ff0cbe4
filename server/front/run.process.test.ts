import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { begin, call } from "./testing/call.ts";
import { startWeb } from "./testing/start-front.ts";

const SCRIPT = fileURLToPath(new URL("./testing/run-alone.ts", import.meta.url));

/** Starts a front process as the launcher does, with a channel between the two. */
const startProcess = async (port = 0, webOrigin = "http://127.0.0.1:9") => {
  const child = fork(SCRIPT, [String(port), webOrigin], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: Record<string, unknown>[] = [];
  // Not the child's "close": it does not come after a disconnect from this side.
  const said = child.stdout ? once(child.stdout, "close") : null;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n").filter(Boolean)) lines.push(JSON.parse(line));
  });
  const ended = once(child, "exit").then(async (how) => (await said) && how);
  return { child, lines, ended };
};

const ready = async (child: ChildProcess) => expect((await once(child, "message"))[0]).toEqual({ ready: true });

/** A port that was free a moment ago. */
const freePort = async (): Promise<number> => {
  const { server, origin } = await startWeb(() => {});
  server.close();
  await once(server, "close");
  return Number(new URL(origin).port);
};

it("F8 says when it is ready; after SIGTERM it finishes what is open, gives back what it holds, and ends with 0", async () => {
  const finish = Promise.withResolvers<void>();
  const web = await startWeb(async (_req, res) => {
    res.write("first ");
    await finish.promise;
    res.end("last");
  });
  const port = await freePort();
  const { child, lines, ended } = await startProcess(port, web.origin);
  await ready(child);
  const answer = await begin(port, "/");
  child.kill("SIGTERM");
  while ((await call(port, "/healthz").catch(() => null)) !== null);
  finish.resolve();
  expect(Buffer.concat(await answer.toArray()).toString()).toBe("first last");
  expect(await ended).toEqual([0, null]);
  expect(lines.map((line) => line.event)).toEqual(["front.listening", "released"]);
});

it("ends when its launcher is gone", async () => {
  const { child, ended } = await startProcess();
  await ready(child);
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});

it("says that its port is taken, and ends with 1", async () => {
  const { origin } = await startWeb(() => {});
  const { lines, ended } = await startProcess(Number(new URL(origin).port));
  expect(await ended).toEqual([1, null]);
  expect(lines).toMatchObject([{ level: "error", event: "front.cannot_listen" }]);
});
