import type { IncomingMessage } from "node:http";
import { begin } from "./call.ts";

export type Heard = { event: string; data: unknown };

/** A reader of server-sent events, as a browser's EventSource is one. */
export const readEvents = async (port: number, path: string, cookie: string) => {
  const answer: IncomingMessage = await begin(port, path, { headers: { cookie } });
  const events = parse(answer.setEncoding("utf8"));
  return {
    status: answer.statusCode,
    headers: answer.headers,
    /** The next event, or null once the stream has ended. */
    next: async (): Promise<Heard | null> => {
      const { value, done } = await events.next();
      return done ? null : value;
    },
    leave: () => answer.destroy(),
  };
};

async function* parse(text: AsyncIterable<string>): AsyncGenerator<Heard, void, undefined> {
  let rest = "";
  for await (const chunk of text) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}
