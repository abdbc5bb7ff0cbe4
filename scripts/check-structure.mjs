// Where code lives and how large it may grow: what the linter cannot see. Every message says where the code belongs.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TOP_LEVEL = [
  ...["app", "bench", "components", "docs", "e2e", "i18n", "lib", "messages", "prisma", "public", "scripts", "server"],
  ...["simulator", ".ci", ".env.example", ".gitignore", "CONTRIBUTING.md", "LICENSE", "README.md"],
  ...[
    "biome.json",
    "instrumentation.ts",
    "next.config.js",
    "package.json",
    "package-lock.json",
    "playwright.config.ts",
    "postcss.config.mjs",
  ],
  ...["prisma.config.ts", "tsconfig.json", "tsconfig.test.json", "vitest.config.ts"],
];

/** Folders of lib that are no nouns of the shop, and have words of their own. */
const FOUNDATIONS = ["alipay", "auth", "calendar", "db", "money", "payments", "testing"];
const VOCABULARY = ["commands.ts", "queries.ts", "schema.ts", "status.ts", "view.ts"];
/** sql: one exported text a file; states: pure rules of what may follow what. */
const SUBFOLDERS = ["sql", "states", "testing"];
const VERBS =
  `accept add apply archive ask assign begin build cancel change charge check claim close collect compare confirm
 compute count create decide describe end erase expire export find forget generate import issue keep list load make mark
 match merge move notify open parse pay plan prepare print publish read receive reconcile record refresh refund refuse release
 remove render reopen replay reply report request reset resolve restore resume retry revoke rotate run save schedule seal search send
 set settle show sign start stop store sum switch take tell to transition unseal update validate verify void wait watch
 write`.split(/\s+/);

const MOST_LINES = 400;
const P90_LINES = 200;
const MEDIAN_LINES = 60;
const MOST_FILES = 12;
const MOST_FILES_UI = 24;

const FORBIDDEN = [
  { text: /biome-ignore|@ts-(ignore|expect-error|nocheck)/, why: "mend the cause; the rules have no exceptions" },
  { text: /\b(TODO|FIXME|XXX)\b/, why: "do it, or write an issue" },
  {
    where: "lib/",
    text: /\bparseFloat\b|\.toFixed\(/,
    why: "money and quantities are integers; text is made by lib/money",
  },
  { text: /\b(ux|reliability|features)\.md|\barchitecture \d/, why: "name a page that is in docs/" },
  {
    text: /\$(?:query|execute)Raw(?!Unsafe(?:<[^(]*>)?\(\s*\w+(?:\(\w+\))?\.text\b)/,
    why: "the text of a statement stands in sql/; Prisma is given its .text",
  },
  { text: /^export \*/m, why: "import from the file itself; there are no barrels" },
];

/** @typedef {{ path: string, text: string }} Source */

const isSource = (/** @type {string} */ file) =>
  /^(app|components|i18n|lib|server|simulator|scripts)\/.*\.(ts|tsx|mjs)$/.test(file);
const isTest = (/** @type {string} */ file) => /\.(test|spec)\.tsx?$|\/testing\//.test(file);
const linesOf = (/** @type {Source} */ { text }) => text.split("\n").length - 1;

/**
 * @param {Source[]} files all tracked files; only sources need their text
 * @returns {string[]} one sentence for each problem
 */
export function structureProblems(files) {
  const sources = files.filter(({ path }) => isSource(path));
  const product = sources.filter(({ path }) => !isTest(path));
  return [
    ...topLevel(files),
    ...vocabulary(product),
    ...sizes(product),
    ...crowdedFolders(product),
    ...forbidden(sources),
    ...messageKeys(files),
  ];
}

/** @param {Source[]} files */
function topLevel(files) {
  const names = new Set(files.map(({ path }) => path.split("/")[0] ?? ""));
  const unknown = [...names].filter((name) => !TOP_LEVEL.includes(name));
  return unknown.map((name) => `${name}: not a place of this project; CONTRIBUTING.md has the map of folders.`);
}

/** @param {Source[]} product */
function vocabulary(product) {
  return product.flatMap(({ path: file }) => {
    const [top, noun = "", ...inner] = file.split("/");
    const name = inner.pop();
    if (top !== "lib" || !name || FOUNDATIONS.includes(noun)) return [];
    if (inner.some((folder) => SUBFOLDERS.includes(folder)) || VOCABULARY.includes(name)) return [];
    if (VERBS.includes(name.split(/[-.]/)[0] ?? "")) return [];
    const words = [...VOCABULARY, ...SUBFOLDERS.map((folder) => `${folder}/`)].join(", ");
    return [
      `${file}: a folder of the shop holds ${words} and use cases named by a verb (create-order.ts); name it so.`,
    ];
  });
}

/** @param {Source[]} product */
function sizes(product) {
  const counts = product.map(linesOf).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => counts[Math.floor((counts.length - 1) * share)] ?? 0;
  const tooLong = product.filter((file) => linesOf(file) > MOST_LINES);
  const budget = (/** @type {string} */ name, /** @type {number} */ found, /** @type {number} */ most) =>
    found > most ? [`${name} of all files is ${found} lines, allowed are ${most}: split the longest by subject.`] : [];
  return [
    ...tooLong.map((file) => `${file.path}: ${linesOf(file)} lines, allowed are ${MOST_LINES}: split it by subject.`),
    ...budget("The 90th percentile", at(0.9), P90_LINES),
    ...budget("The median", at(0.5), MEDIAN_LINES),
  ];
}

/** @param {Source[]} product */
function crowdedFolders(product) {
  /** @type {Map<string, number>} */
  const folders = new Map();
  for (const { path: file } of product) folders.set(path.dirname(file), (folders.get(path.dirname(file)) ?? 0) + 1);
  return [...folders].flatMap(([folder, count]) => {
    const most = folder === "components/ui" ? MOST_FILES_UI : MOST_FILES;
    return count > most ? [`${folder}: ${count} files, allowed are ${most}: make a folder for a noun among them.`] : [];
  });
}

/** @param {Source[]} sources */
const forbidden = (sources) =>
  sources
    .filter(({ path }) => !path.startsWith("scripts/check-structure."))
    .flatMap(({ path, text }) =>
      FORBIDDEN.flatMap((rule) =>
        path.startsWith(rule.where ?? "") && rule.text.test(text) ? [`${path}: ${rule.why}.`] : [],
      ),
    );

/** @param {Source[]} files */
function messageKeys(files) {
  const keys = (/** @type {string} */ name) => {
    const file = files.find(({ path }) => path === `messages/${name}.json`);
    return new Set(file ? flatten(JSON.parse(file.text)) : []);
  };
  const [english, chinese] = [keys("en"), keys("zh-CN")];
  const missing = (/** @type {Set<string>} */ from, /** @type {Set<string>} */ to, /** @type {string} */ name) =>
    [...from]
      .filter((key) => !to.has(key))
      .map((key) => `messages/${name}.json: ${key} is missing; every text has both languages.`);
  return [...missing(english, chinese, "zh-CN"), ...missing(chinese, english, "en")];
}

/** @param {object} messages @returns {string[]} */
const flatten = (messages) =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "object" ? flatten(value).map((rest) => `${key}.${rest}`) : [key],
  );

/** What belongs to the project. @param {string} root @returns {string[]} */
export function listFiles(root) {
  const listed = fs.existsSync(path.join(root, ".git")) ? gitFiles(root) : undefined;
  return (listed ?? walk(root, ignored(root))).filter((file) => fs.existsSync(path.join(root, file)));
}

/** @param {string} root @returns {string[] | undefined} undefined: there is no git, or it will not */
function gitFiles(root) {
  // A checkout may belong to another user than the one who checks it.
  const words = ["-c", `safe.directory=${root}`, "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout } = spawnSync("git", words, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  return status === 0 ? stdout.split("\0").filter(Boolean) : undefined;
}

/** @param {string} root @returns {RegExp[]} the forms that our .gitignore uses: names, with or without a folder and * */
function ignored(root) {
  const lines = fs.readFileSync(path.join(root, ".gitignore"), "utf8").split("\n").filter(Boolean);
  const patterns = [".git", ...lines].map((line) =>
    line.replace(/\/$/, "").replaceAll(".", "\\.").replaceAll("*", "[^/]*"),
  );
  return patterns.map((pattern) => new RegExp(`(^|/)${pattern}$`));
}

/** @param {string} root @param {RegExp[]} skipped @returns {string[]} */
function walk(root, skipped, folder = "") {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name);
    if (skipped.some((pattern) => pattern.test(place))) return [];
    return entry.isDirectory() ? walk(root, skipped, place) : [place];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = listFiles(process.cwd());
  const withText = (/** @type {string} */ file) => isSource(file) || file.startsWith("messages/");
  const problems = structureProblems(
    files.map((file) => ({ path: file, text: withText(file) ? fs.readFileSync(file, "utf8") : "" })),
  );
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
