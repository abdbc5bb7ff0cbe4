// The launcher as it is, with its own database, around stand-ins of the shop's programs.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../launch.mjs";
import { whyClosed } from "../network.mjs";
import { programs } from "../programs.mjs";
import { readSettings } from "../settings.mjs";

const STAND_IN = fileURLToPath(new URL("stand-in.mjs", import.meta.url));

/** @param {import("../programs.mjs").Context} context @returns {import("../programs.mjs").Programs} */
function standIns(context) {
  const real = programs(context);
  const { front, web, simulator } = context.ports;
  const program = (/** @type {string} */ name, /** @type {number} */ port) => ({
    name,
    words: [STAND_IN, name, String(port)],
    env: process.env,
  });
  return {
    ...real,
    firstStart: { name: "first-start", words: ["--eval", "0"], env: process.env },
    simulator: program("simulator", simulator.port),
    shop: [
      program("worker", 0),
      { ...program("web", web), answersOn: web },
      { ...program("front", front), mayStart: () => whyClosed(front, "127.0.0.1") },
    ],
  };
}

const settings = readSettings(process.env);
if (!settings.ok) throw new Error(settings.sentence);
await launch({
  set: settings.set,
  base: path.resolve(settings.set.DATA_DIR ?? ""),
  dev: false,
  say: console.log,
  prepare: async () => ({ ok: true, node: process.execPath }),
  programs: standIns,
});
