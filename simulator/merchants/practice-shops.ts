import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateJson } from "../private-file.ts";
import type { World } from "../world.ts";

/**
 * `practice-<generation>.json`: what a shop needs to practise, its private key included, for every generation that has
 * no merchant yet. The addresses are brought up to date at each start.
 */
export function writePracticeShops(world: World, folder: string): void {
  for (const generation of world.generations.values()) {
    const file = join(folder, `practice-${generation.name}.json`);
    const hasMerchant = world.merchants.list().some((merchant) => merchant.generation === generation.name);
    const shop = hasMerchant ? readShop(file) : generation.makePracticeMerchant(world).shop;
    const addresses = { gatewayUrl: world.gatewayOrigin + generation.gatewayPath, codeOrigin: world.origin };
    if (shop) writePrivateJson(file, { ...shop, ...addresses });
  }
}

/** Undefined when the merchants were entered by hand. */
function readShop(file: string): object | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object) : undefined;
}
