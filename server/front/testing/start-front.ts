import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Every } from "../machine/streams.ts";
import { createMetrics } from "../metrics.ts";
import type { FrontPorts } from "../ports.ts";
import { createFront, type Front } from "../server.ts";
import { type FrontLimits, type FrontSettings, LIMITS } from "../settings.ts";
import { ALONE, NO_SHOP } from "./no-shop.ts";

export type Logged = { level: string; event: string; fields: Record<string, unknown> };

type Wishes = {
  settings?: Partial<FrontSettings>;
  ports?: Partial<FrontPorts>;
  limits?: Partial<FrontLimits>;
  every?: Every;
};

export type StartedFront = { port: number; front: Front; logged: Logged[] };

/** A real front on a free loopback port, closed when the test ends. The shop behind it says no unless told otherwise. */
export const startFront = async ({ settings, ports, limits, every }: Wishes = {}): Promise<StartedFront> => {
  const logged: Logged[] = [];
  const front = createFront({
    settings: { ...ALONE, ...settings },
    ports: { ...NO_SHOP, ...ports },
    metrics: createMetrics(),
    log: (level, event, fields = {}) => logged.push({ level, event, fields }),
    limits: { ...LIMITS, stopMs: 200, ...limits },
    ...(every ? { every } : {}),
  });
  front.server.listen(0, "127.0.0.1");
  await once(front.server, "listening");
  onTestFinished(async () => {
    front.server.closeAllConnections();
    if (front.server.listening) await front.stop();
  });
  return { port: (front.server.address() as AddressInfo).port, front, logged };
};

/** A small stand-in for the pages' server. */
export const startWeb = async (answer: RequestListener) => {
  const server = createServer({ keepAliveTimeout: 60_000 }, answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** A front with pages behind it. */
export const startBoth = async (answer: RequestListener, wishes: Wishes = {}) => {
  const web = await startWeb(answer);
  const front = await startFront({ ...wishes, settings: { webOrigin: web.origin, ...wishes.settings } });
  return { ...front, web };
};
