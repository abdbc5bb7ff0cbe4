// Ports, and what is remembered of them.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { freePort, whyClosed } from "./network.mjs";
import { writePrivate } from "./private-files.mjs";

/**
 * Fixed for the life of the launcher, so that a child that is started again is found where it was.
 * @param {{ base: string, set: import("./settings.mjs").Environment }} options
 * @returns {Promise<import("./programs.mjs").Ports>}
 */
export async function choosePorts({ base, set }) {
  return {
    front: Number(set.PORT ?? "3000"),
    web: await freePort(),
    postgres: await freePort(),
    simulator: await rememberedSimulator(base, set.HOST ?? "127.0.0.1"),
  };
}

/**
 * The simulator keeps its ports over restarts: codes on paper and open pages of the wallet name it.
 * @param {string} base
 * @param {string} host
 * @returns {Promise<import("./programs.mjs").Simulator>}
 */
async function rememberedSimulator(base, host) {
  const file = path.join(base, "simulator.json");
  if (fs.existsSync(file)) {
    const known = JSON.parse(fs.readFileSync(file, "utf8"));
    const closed = (await whyClosed(known.port, host)) ?? (await whyClosed(known.control, "127.0.0.1"));
    if (!closed) return known;
  }
  const made = { port: await freePort(host), control: await freePort(), token: crypto.randomBytes(24).toString("hex") };
  writePrivate(file, made);
  return made;
}
