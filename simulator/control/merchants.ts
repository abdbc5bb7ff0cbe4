import type { World } from "../world.ts";
import { done, type Fields, invalid, type Reply } from "./fields.ts";

export function addMerchant(world: World, fields: Fields): Reply {
  const { generation: name = "openapi" } = fields;
  const generation = world.generations.get(String(name));
  if (!generation) return invalid(`generation must be one of ${[...world.generations.keys()].join(", ")}`);
  const result = generation.registerMerchant(world, fields);
  if (!result.ok) return invalid(result.reason);
  return done({ ...result.shop, gatewayUrl: world.gatewayOrigin + generation.gatewayPath });
}
