import type { Generation } from "./generation.ts";
import { intl } from "./intl/generation.ts";
import { mapi } from "./mapi/generation.ts";
import { openapi } from "./openapi/generation.ts";

/** The one table of protocol generations. A further one is a folder of its own and a line here. MAPI stands before OpenAPI, whose path it shares. */
export const GENERATIONS: ReadonlyMap<string, Generation> = new Map(
  [mapi, openapi, intl].map((one) => [one.name, one]),
);
