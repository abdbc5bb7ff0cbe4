// The page load's own process: a few connections that load one page after the other, as fast as they are answered.
import { Agent, get, type IncomingMessage } from "node:http";
import { PAGES } from "../shop/store-file.ts";
import { signIn } from "../visitor.ts";

export type LoadOrder = { readonly baseURL: string; readonly registerId: string; readonly connections: number };
/** Pages that were loaded, by path, and how long the load lasted. */
export type LoadReport = { readonly seconds: number; readonly loaded: Readonly<Record<string, number>> };

const { baseURL, registerId, connections }: LoadOrder = JSON.parse(process.argv[2] ?? "");
const cookie = await signIn(baseURL, PAGES);
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const headers = { cookie: `${cookie}; scantill.register=${registerId}`, "accept-encoding": "gzip" };

/** Path, and with what headers; a stream is left as soon as it has shown something. */
const VISITS = [
  { path: "/", headers },
  { path: "/orders", headers },
  { path: `/state?register=${registerId}`, headers },
  { path: "/login", headers: {} },
  { path: `/stream?register=${registerId}`, headers },
] as const;

const loaded: Record<string, number> = {};
let stopping = false;

function load({ path, headers }: (typeof VISITS)[number]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const isStream = path.startsWith("/stream");
  const request = get(
    new URL(path, baseURL),
    { agent: isStream ? false : agent, headers },
    (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) return reject(new Error(`${path} was answered ${answer.statusCode}`));
      answer.on("data", () => isStream && request.destroy());
      answer.on("close", () => {
        const name = path.split("?")[0] ?? "";
        loaded[name] = (loaded[name] ?? 0) + 1;
        resolve();
      });
      answer.on("error", () => {}); // a stream that we left
    },
  );
  request.on("error", reject);
  return promise;
}

async function visit(first: number): Promise<void> {
  for (let at = first; !stopping; at++) {
    const next = VISITS[at % VISITS.length];
    if (next) await load(next);
  }
}

for (const one of VISITS) await load(one);
const begin = performance.now();
process.once("message", () => {
  stopping = true;
});
process.once("disconnect", () => process.exit());
process.send?.("ready");
await Promise.all(Array.from({ length: connections }, (_, at) => visit(at)));
agent.destroy();
const report: LoadReport = { seconds: (performance.now() - begin) / 1000, loaded };
process.send?.(report);
