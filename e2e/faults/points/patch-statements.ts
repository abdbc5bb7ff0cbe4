import pg from "pg";
import type { Blow, Reach } from "./strike.ts";

type Config = { name?: string; text?: string; values?: unknown[] };
type Callback = (error: Error | null, result?: unknown) => void;

/** `before:` and `after:` each statement, by its prepared name; what Prisma sends without one is called `unnamed`. */
export function patchStatements(reach: Reach): void {
  const { prototype } = pg.Client;
  const query = prototype.query as (...words: unknown[]) => unknown;

  const patched = function (this: pg.Client, ...words: unknown[]): unknown {
    const [config, values] = words;
    const { name = "unnamed", values: own } = (typeof config === "object" ? config : {}) as Config;
    const about = ((own ?? (Array.isArray(values) ? values : [])) as unknown[]).filter(isText).join(" ");
    const blow = reach(`before:${name}`, about);
    if (blow?.do === "throw") throw new TypeError("a bug was injected here");
    const last = words.at(-1);
    const sent = blow?.do === "raise" ? [raising(blow.code)] : withoutCallback(words);
    const answered = (): Blow => reach(`after:${name}`, about);
    if (typeof last !== "function") {
      const result = Reflect.apply(query, this, sent) as PromiseLike<unknown> | undefined;
      // A stream or a cursor is no promise; the product has none.
      return result?.then((value) => (answered()?.do === "lose" ? Promise.reject(cut(this)) : value));
    }
    const callback = last as Callback;
    const onAnswer: Callback = (error, result) =>
      answered()?.do === "lose" ? callback(cut(this)) : callback(error, result);
    return Reflect.apply(query, this, [...sent, onAnswer]);
  };
  Reflect.set(prototype, "query", patched);
}

const isText = (value: unknown): value is string => typeof value === "string";

const withoutCallback = (words: unknown[]): unknown[] =>
  typeof words.at(-1) === "function" ? words.slice(0, -1) : words;

const raising = (code: string): string => `do $$ begin raise exception 'injected' using errcode = '${code}'; end $$`;

/** What pg says of a connection that ended while a statement was under way. */
function cut(client: pg.Client): Error {
  const { stream } = Reflect.get(client, "connection") as { stream: { destroy: () => void } };
  stream.destroy();
  return new Error("Connection terminated unexpectedly");
}
