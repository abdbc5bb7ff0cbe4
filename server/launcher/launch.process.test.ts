import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  alive,
  type Launcher,
  newSite,
  postmaster,
  processesOf,
  running,
  type Site,
  start,
  startAndWait,
  until,
} from "./testing/run-launcher.ts";

let site: Site;
const sites: Site[] = [];
const launchers: Launcher[] = [];

async function anotherSite(): Promise<Site> {
  const made = await newSite();
  sites.push(made);
  return made;
}

const launch = async () => {
  const launcher = await startAndWait(site);
  launchers.push(launcher);
  return launcher;
};

beforeEach(async () => {
  site = await anotherSite();
});

afterEach(async () => {
  for (const { child, ended } of launchers.splice(0)) {
    child.kill("SIGTERM");
    await ended;
  }
  for (const { base } of sites.splice(0)) fs.rmSync(base, { recursive: true, force: true });
});

const answer = async () => (await fetch(`http://127.0.0.1:${site.port}`)).text();

async function ask(sql: string) {
  const client = new pg.Client({ connectionString: running(site).databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test.for(["SIGINT", "SIGTERM"] as const)("%s ends everything, and nothing is left", async (signal) => {
  const { child, ended, said } = await launch();
  const pids = processesOf(site);
  expect(pids).toHaveLength(7);
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(said()).toContain("stopped");
  expect(alive(pids)).toEqual([]);
  expect(fs.readdirSync(site.base)).not.toContain("launcher.lock");
});

test("a second start on the same data is refused in one sentence, and the first goes on", async () => {
  await launch();
  const second = start({ ...site, port: site.port + 1 });
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/^Scantill already runs on \S+: process \d+, http:\S+\.\n$/);
  expect(await answer()).toBe(String(running(site).children.front?.pid));
});

test("a lock left by a killed launcher stops nobody", async () => {
  fs.writeFileSync(
    path.join(site.base, "launcher.lock"),
    JSON.stringify({ pid: process.pid, started: "0", address: "" }),
  );
  fs.chmodSync(site.base, 0o755); // a folder in use is left as it is; as root PostgreSQL's user must enter this one
  await launch();
});

test("a taken port is one sentence and exit 1", async () => {
  const other = net.createServer().listen(site.port, "127.0.0.1");
  const launcher = start(site);
  expect(await launcher.ended).toBe(1);
  expect(launcher.said()).toBe(`Port ${site.port} is taken by another program: stop it, or set PORT.\n`);
  other.close();
});

test("a data folder that cannot be used is one sentence and exit 1", async () => {
  const file = path.join(site.base, "file");
  fs.writeFileSync(file, "");
  for (const base of [file, path.join(file, "below")]) {
    const launcher = start({ ...site, base });
    expect(await launcher.ended).toBe(1);
    expect(launcher.said()).toBe(
      `The data folder ${base} cannot be used, since there is a file in its place: set DATA_DIR to another.\n`,
    );
  }
});

test("an unreachable database is one sentence and exit 1, and none is started in its place", async () => {
  const launcher = start(site, { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/shop" });
  expect(await launcher.ended).toBe(1);
  expect(launcher.said()).toBe(
    "The database shop at 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1.\nstopped\n",
  );
  expect(fs.readdirSync(site.base)).not.toContain("pg");
});

test("data of another PostgreSQL are one sentence and exit 1", async () => {
  const { child, ended } = await launch();
  child.kill("SIGTERM");
  await ended;
  fs.writeFileSync(path.join(site.base, "pg/PG_VERSION"), "99\n");
  const again = start(site);
  expect(await again.ended).toBe(1);
  expect(again.said()).toMatch(/are of PostgreSQL 99, this checkout brings \d+\.\n/);
});

test("data of a newer Scantill are one sentence and exit 1", async () => {
  await launch();
  const owner = new URL(running(site).databaseUrl);
  owner.username = "scantill";
  owner.password = fs.readFileSync(path.join(site.base, "pg.secret"), "utf8").trim();
  const client = new pg.Client({ connectionString: owner.toString() });
  await client.connect();
  await client.query(
    "update _prisma_migrations set migration_name = '9_future' where migration_name = (select max(migration_name) from _prisma_migrations)",
  );
  await client.end();
  const refused = start(await anotherSite(), { DATABASE_URL: owner.toString() });
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toBe(
    "The data are of a newer version: this checkout does not know their migration 9_future.\nstopped\n",
  );
});

test.for(["front", "web", "worker", "simulator"])(
  "kill -9 of %s starts it again, and the others go on",
  async (name) => {
    await launch();
    const before = running(site).children;
    process.kill(before[name]?.pid ?? 0, "SIGKILL");
    const after = await until(() => {
      const now = running(site).children;
      expect(now[name]?.pid).not.toBe(before[name]?.pid);
      return now;
    });
    expect({ ...after, [name]: undefined }).toEqual({ ...before, [name]: undefined });
    await until(answer);
  },
);

test("kill -9 of PostgreSQL starts it again on the same address, and the others go on", async () => {
  await launch();
  const { children, databaseUrl } = running(site);
  process.kill(postmaster(site), "SIGKILL");
  expect(await until(() => ask("select 1 as one"))).toEqual([{ one: 1 }]);
  const after = running(site);
  expect(after.databaseUrl).toBe(databaseUrl);
  expect({ ...after.children, database: undefined }).toEqual({ ...children, database: undefined });
});

test("kill -9 of PostgreSQL's guard stops the server it leaves and starts another", async () => {
  await launch();
  const orphan = postmaster(site);
  process.kill(running(site).children.database?.pid ?? 0, "SIGKILL");
  await until(() => expect(alive([orphan])).toEqual([]));
  expect(await until(() => ask("select 1 as one"))).toEqual([{ one: 1 }]);
});

test("kill -9 of the launcher leaves nothing behind", async () => {
  const { child } = await launch();
  const pids = processesOf(site);
  child.kill("SIGKILL");
  await until(() => expect(alive(pids)).toEqual([]));
});

test("kill -9 of everything at once: the next start works", async () => {
  await launch();
  const pids = processesOf(site);
  for (const pid of pids) process.kill(pid, "SIGKILL");
  await launch();
  expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
});

test("a server that outlived launcher and guard is ended by the next start", async () => {
  await launch();
  const orphan = postmaster(site);
  for (const pid of processesOf(site)) if (pid !== orphan) process.kill(pid, "SIGKILL");
  expect(alive([orphan])).toEqual([orphan]);
  await launch();
  expect(postmaster(site)).not.toBe(orphan);
  expect(alive([orphan])).toEqual([]);
});

test("a child that cannot live ends the launcher after five times", async () => {
  const launcher = await launch();
  for (let time = 1; time <= 5; time++) {
    const pid = await until(() => {
      const now = running(site).children.worker?.pid ?? 0;
      expect(alive([now])).toEqual([now]);
      return now;
    });
    process.kill(pid, "SIGKILL");
    if (time < 5) await until(() => expect(running(site).children.worker?.pid).not.toBe(pid));
  }
  expect(await launcher.ended).toBe(1);
  expect(launcher.said()).toContain("worker ended 5 times within a minute (SIGKILL).");
});
