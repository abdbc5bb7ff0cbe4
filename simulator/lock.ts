import { spawnSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Lock = { readonly release: () => void };

/** One process on one journal: two would each write a book that the other does not know. Throws when another one has it. */
export function takeLock(folder: string): Lock {
  const file = join(folder, "lock");
  const mine = `${process.pid} ${startOf(process.pid) ?? ""}`;
  while (!create(file, mine)) {
    const found = read(file) ?? "";
    const [pid = "", ...started] = found.split(" ");
    if (pid && startOf(Number(pid)) === started.join(" ")) {
      throw new Error(`Process ${pid} already keeps the journal in ${folder}. Choose another SIMULATOR_DATA.`);
    }
    removeIfStill(file, found);
  }
  return { release: () => rmSync(file, { force: true }) };
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Two starts may find the same left-over lock: the slower one must not remove the lock that the faster one just made. */
function removeIfStill(file: string, content: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== content) linkSync(aside, file);
  } catch {
    // The other one was faster; the next turn sees its lock.
  }
  rmSync(aside, { force: true });
}

/** Together with its number it names one process for good: numbers are used again. */
function startOf(pid: number): string | undefined {
  if (read("/proc/self/stat") === undefined) {
    const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return stdout?.trim() || undefined;
  }
  const stat = read(`/proc/${pid}/stat`);
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  return state === "Z" || state === "X" ? undefined : fields[18]; // starttime, field 22 of proc(5)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
