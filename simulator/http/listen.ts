import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** @returns the port, chosen by the system for 0. Rejects with the system's error when it cannot be had. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Whether connections are taken at all: a closed door refuses them, as a machine without this program does. */
export type Door = { readonly isOpen: () => boolean; readonly setOpen: (open: boolean) => Promise<void> };

/** Of a server that listens; it opens again on the same port. One call at a time. */
export function createDoor(server: Server, port: number, host: string): Door {
  let last = Promise.resolve();
  const turn = async (open: boolean) => {
    if (open === server.listening) return;
    if (open) await listen(server, port, host);
    else await stopServer(server);
  };
  return {
    isOpen: () => server.listening,
    setOpen: (open) => {
      last = last.catch(() => undefined).then(() => turn(open));
      return last;
    },
  };
}

/** Ends open connections too: nobody waits for a practice till. */
export async function stopServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
