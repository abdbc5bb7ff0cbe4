import type { Generation } from "./generation.ts";
import { openapi } from "./openapi/generation.ts";

/** The one table of protocol generations. A further one is a folder of its own and a line here. */
export const GENERATIONS: ReadonlyMap<string, Generation> = new Map([openapi].map((one) => [one.name, one]));
