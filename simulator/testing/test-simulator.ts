import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../simulator.ts";
import { createIntlShop, type IntlShop, type IntlShopFile } from "./intl-shop.ts";
import { createMapiShop, type MapiShop, type MapiShopFile } from "./mapi-shop.ts";
import { createShop, type Shop, type ShopFile } from "./shop.ts";

export type TestSimulator = Simulator & {
  readonly folder: string;
  readonly shop: Shop;
  readonly mapi: MapiShop;
  readonly intl: IntlShop;
  readonly control: Control;
};

/** A JSON call to the control port, for example `control("POST", "pay", { outTradeNo })`. */
export type Control = (method: string, name: string, body?: object) => Promise<Record<string, unknown>>;

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "simulator-"));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true });
}

/** On free loopback ports; the same folder again is a restart. */
export async function startTestSimulator(folder: string): Promise<TestSimulator> {
  const simulator = await startSimulator({
    host: "127.0.0.1",
    port: 0,
    controlPort: 0,
    dataFolder: folder,
    timeFactor: 1,
  });
  return {
    ...simulator,
    folder,
    shop: readShop(folder),
    mapi: createMapiShop(readFile<MapiShopFile>(folder, "mapi")),
    intl: createIntlShop(readFile<IntlShopFile>(folder, "intl")),
    control: controlOf(simulator),
  };
}

export function readShop(folder: string): Shop {
  return createShop(readFile<ShopFile>(folder, "openapi"));
}

function readFile<File>(folder: string, generation: string): File {
  return JSON.parse(readFileSync(join(folder, `practice-${generation}.json`), "utf8")) as File;
}

export function controlOf({ controlPort, controlToken }: { controlPort: number; controlToken: string }): Control {
  return async (method, name, body) => {
    const response = await fetch(`http://127.0.0.1:${controlPort}/_control/${name}`, {
      method,
      headers: { authorization: `Bearer ${controlToken}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { httpStatus: response.status, ...((await response.json()) as object) };
  };
}
