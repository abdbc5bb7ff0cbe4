import { once } from "node:events";
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";

export type Called = { status: number; headers: IncomingHttpHeaders; body: string };

type Call = { method?: string; headers?: Record<string, string>; body?: string | Buffer; agent?: Agent };

/** One request as a browser or gateway would send it, with any Host and headers; nothing is followed or decoded. */
export const call = async (port: number, path: string, wishes: Call = {}): Promise<Called> => {
  const answer = await begin(port, path, wishes);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
};

/** As `call`, but hands over the answer as soon as its headers are there. */
export const begin = async (port: number, path: string, wishes: Call = {}): Promise<IncomingMessage> => {
  const { method = "GET", headers = {}, body, agent } = wishes;
  const req = request({ host: "127.0.0.1", port, path, method, headers, agent: agent ?? new Agent() });
  req.end(body);
  const [answer] = await once(req, "response");
  return answer;
};

/** A bare connection, for requests that no client would send. */
export const dial = async (port: number) => {
  const socket = connect({ host: "127.0.0.1", port });
  let heard = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    heard += text;
  });
  // A refusing server may reset the connection: for the tests that is an end like any other.
  socket.on("error", () => {});
  const closed = once(socket, "close").then(() => heard);
  await once(socket, "connect");
  return {
    socket,
    /** All that was heard until the server hung up. */
    closed,
    /** Waits until the text was heard. */
    hears: async (text: string): Promise<string> => {
      while (!heard.includes(text)) await once(socket, "data");
      return heard;
    },
  };
};

/** Sends raw bytes and returns everything up to the server's hanging up. */
export const sendRaw = async (port: number, text: string): Promise<string> => {
  const line = await dial(port);
  line.socket.write(text, "latin1");
  return line.closed;
};
