import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { onTestFinished } from "vitest";
import { openSender, type Sender, type SenderOptions } from "../send.ts";

/** Starts a server on a free loopback port for the running test; it ends, connections included, with the test. */
export function listen(server: NetServer): Promise<number> {
  onTestFinished(async () => {
    if ("closeAllConnections" in server) (server as Server).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

export async function startGateway(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createHttpServer(listener))}/gateway.do`;
}

export async function startTlsGateway(
  credentials: { cert: string; key: string },
  listener: RequestListener,
): Promise<string> {
  return `https://127.0.0.1:${await listen(createHttpsServer(credentials, listener))}/gateway.do`;
}

export function testSender(options: SenderOptions = {}): Sender {
  const sender = openSender({ mayBeInside: () => true, ...options });
  onTestFinished(() => sender.close());
  return sender;
}
