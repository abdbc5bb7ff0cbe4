// npm start: one command from a fresh clone to a running till. Runs on Node 20.19, with Node's own modules only.
import fs from "node:fs";
import path from "node:path";
import { childNode, ensureBuild, ensureClient, ensurePackages } from "./install.mjs";
import { launch } from "./launch.mjs";
import { dataFolder } from "./postgres/home.mjs";
import { actionsKey, programs } from "./programs.mjs";
import { ROOT } from "./root.mjs";
import { helpText, readSettings } from "./settings.mjs";

const OLDEST_NODE = [20, 19];

const say = (/** @type {string} */ line) => console.log(`${process.uptime().toFixed(1).padStart(6)} s  ${line}`);

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isNodeTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldMajor = 0, oldMinor = 0] = OLDEST_NODE;
  return major < oldMajor || (major === oldMajor && minor < oldMinor);
}

/** @param {{ dev: boolean, base: string }} options @returns {Promise<import("./launch.mjs").Prepared>} */
async function prepare({ dev, base }) {
  const no = (/** @type {string} */ sentence) => /** @type {const} */ ({ ok: false, sentence });
  if (!(await ensurePackages(say))) return no("The packages could not be installed; npm says why above.");
  const node = childNode();
  if (!node)
    return no(
      `No Node 24 comes with Scantill for ${process.platform}-${process.arch}: start it with Node 24 or newer.`,
    );
  if (!(await ensureClient({ node, say }))) return no("The database client could not be generated.");
  const env = { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(base), NEXT_TELEMETRY_DISABLED: "1" };
  if (!dev && !(await ensureBuild({ node, say, env }))) return no("The pages could not be built.");
  return { ok: true, node };
}

const words = process.argv.slice(2);
if (words.includes("--help") || words.includes("-h")) {
  console.log(helpText());
  process.exit();
}
const unknown = words.find((word) => word !== "--dev");
if (unknown !== undefined) fail(`npm start does not know ${unknown}: npm start -- --help tells its settings.`);
if (isNodeTooOld()) fail(`Scantill needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
process.chdir(ROOT);
process.stdout.on("error", () => {}); // whoever read it has gone; the till goes on
if (fs.existsSync(path.join(ROOT, ".env"))) process.loadEnvFile(path.join(ROOT, ".env"));
const settings = readSettings(process.env);
if (!settings.ok) fail(settings.sentence);
const { set } = settings;
const base = dataFolder(ROOT, set.DATA_DIR);
const dev = words.includes("--dev");
await launch({ set, base, dev, say, prepare: () => prepare({ dev, base }), programs });
