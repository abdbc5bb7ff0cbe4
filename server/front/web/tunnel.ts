import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import type { Duplex } from "node:stream";

export type Tunnel = {
  open: (req: IncomingMessage, socket: Duplex, headers: OutgoingHttpHeaders) => void;
  close: () => void;
};

/** Carries `upgrade` connections to web: only development has any (Next's hot reload). */
export const createTunnel = (webOrigin: string): Tunnel => {
  const { hostname, port } = new URL(webOrigin);
  const ends = new Set<Duplex>();

  const tie = (one: Duplex, other: Duplex) => {
    ends.add(one);
    one.on("error", () => other.destroy());
    one.on("close", () => {
      ends.delete(one);
      other.destroy();
    });
    one.pipe(other);
  };

  const open: Tunnel["open"] = (req, socket, headers) => {
    const upgrade = { connection: "upgrade", upgrade: req.headers.upgrade };
    const upstream = request({ hostname, port, path: req.url, headers: { ...headers, ...upgrade }, setHost: false });
    socket.on("error", () => upstream.destroy());
    upstream.once("error", () => socket.destroy());
    upstream.once("response", () => refuseUpgrade(socket, 502));
    upstream.once("upgrade", (answer, webSocket, head) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`);
      socket.write(head);
      tie(socket, webSocket);
      tie(webSocket, socket);
    });
    upstream.end();
  };

  const close = () => {
    for (const end of ends) end.destroy();
  };

  return { open, close };
};

/** Says no to an upgrade and hangs up. */
export const refuseUpgrade = (socket: Duplex, status: number): void => {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};
