import { mkdirSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { openBook } from "./book/book.ts";
import { openJournal } from "./book/journal.ts";
import { handleControl } from "./control/handle-control.ts";
import { readControlToken } from "./control/token.ts";
import type { Options } from "./environment.ts";
import { createFaultList } from "./faults/fault-list.ts";
import { GENERATIONS } from "./generations.ts";
import { handlePublic } from "./http/gateway-server.ts";
import { createDoor, listen, stopServer } from "./http/listen.ts";
import { type Lock, takeLock } from "./lock.ts";
import { createMemory } from "./memory.ts";
import { openMerchantFile } from "./merchants/merchant-file.ts";
import { writePracticeShops } from "./merchants/practice-shops.ts";
import { startNotifier } from "./notify/notifier.ts";
import { createRequestLog } from "./request-log.ts";
import { expireTrades } from "./trades/expire-trades.ts";
import { currentSettings, DEFAULT_SETTINGS, type World } from "./world.ts";

export type Simulator = {
  readonly port: number;
  readonly controlPort: number;
  readonly origin: string;
  readonly controlToken: string;
  readonly stop: () => Promise<void>;
};

/** Rejects when a port is taken, or the data folder cannot be used or is used by another one. */
export async function startSimulator(options: Options): Promise<Simulator> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const lock = takeLock(options.dataFolder);
  try {
    return await serve(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function serve(options: Options, lock: Lock): Promise<Simulator> {
  const stopper = new AbortController();
  const publicServer = createServer();
  const controlServer = createServer();
  const port = await listen(publicServer, options.port, options.host);
  const controlPort = await listen(controlServer, options.controlPort, "127.0.0.1").catch(async (error: unknown) => {
    await stopServer(publicServer);
    throw error;
  });
  const door = createDoor(publicServer, port, options.host);
  const world = openWorld(options, port, { stopping: stopper.signal, door });
  const controlToken = options.controlToken ?? readControlToken(options.dataFolder);
  writePracticeShops(world, options.dataFolder);
  const alarms = [startNotifier(world), expireTrades(world)];
  publicServer.on("request", (request, response) => {
    handlePublic(world, request, response).catch((error) => giveUp(error, response));
  });
  controlServer.on("request", (request, response) => {
    handleControl(world, controlToken, { request, response }).catch((error) => giveUp(error, response));
  });
  const stop = async () => {
    stopper.abort();
    for (const alarm of alarms) alarm.stop();
    await Promise.all([door.setOpen(false), stopServer(controlServer)]);
    world.book.close();
    lock.release();
  };
  return { port, controlPort, origin: world.origin, controlToken, stop };
}

/** A client that went away in the middle of its request is no news; anything else is a mistake of ours. */
function giveUp(error: unknown, response: ServerResponse): void {
  if (!response.req.errored) console.error(error);
  response.destroy();
}

function openWorld(options: Options, port: number, shared: Pick<World, "stopping" | "door">): World {
  const loopback = `http://127.0.0.1:${port}`;
  const host = ["0.0.0.0", "::"].includes(options.host) ? "127.0.0.1" : options.host;
  const world: World = {
    book: openBook(openJournal(join(options.dataFolder, "journal.jsonl"))),
    merchants: openMerchantFile(options.dataFolder),
    generations: GENERATIONS,
    faults: createFaultList(Date.now),
    requests: createRequestLog(),
    sentNotices: createMemory(),
    seenMessages: createMemory(),
    defaults: { ...DEFAULT_SETTINGS, timeFactor: options.timeFactor },
    origin: options.origin ?? loopback,
    gatewayOrigin: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    now: () => Date.now() + currentSettings(world).clockOffsetMs,
    machineNow: () => Date.now() + currentSettings(world).envelopeClockOffsetMs,
    ...shared,
  };
  return world;
}
