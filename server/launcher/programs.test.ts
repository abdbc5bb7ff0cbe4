import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { programs } from "./programs.mjs";
import { SETTINGS } from "./settings.mjs";

let base: string;
beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-programs-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(base, { recursive: true });
});

const plan = (set: Record<string, string>, phoneHost = set.HOST ?? "127.0.0.1") => {
  const ports = { front: 3000, web: 3001, postgres: 3002, simulator: { port: 3003, control: 3004, token: "t" } };
  return programs({ set, base, ports, phoneHost, dev: false, node: process.execPath });
};

test.for([
  ["127.0.0.1", "http://127.0.0.1"],
  ["0.0.0.0", "http://127.0.0.1"],
  ["::", "http://127.0.0.1"],
  ["192.168.1.20", "http://192.168.1.20"],
  ["localhost", "http://localhost"],
  ["::1", "http://[::1]"],
] as const)("practice and shop find each other where they listen with HOST=%s", ([HOST, origin]) => {
  const { shop, firstStart } = plan({ HOST });
  for (const { env } of [...shop, firstStart])
    expect(env).toMatchObject({ PRACTICE_GATEWAY: `${origin}:3003`, FRONT_ORIGIN: `${origin}:3000` });
});

test("codes name the address by which a phone reaches this machine", () => {
  const { simulator, firstStart } = plan({ HOST: "0.0.0.0" }, "192.168.1.20");
  expect(simulator?.env.SIMULATOR_ORIGIN).toBe("http://192.168.1.20:3003");
  expect(firstStart.env.PRACTICE_WALLET).toBe("http://192.168.1.20:3003");
  expect(plan({ HOST: "::1" }).simulator?.env.SIMULATOR_ORIGIN).toBe("http://[::1]:3003");
});

test("only the migration gets the owner's address of the database", () => {
  const owner = "postgresql://owner:secret@db.example.com/shop";
  const { migrate, simulator, firstStart, shop } = plan({
    DATABASE_URL: "postgresql://till:secret@db.example.com/shop",
    MIGRATE_DATABASE_URL: owner,
  });
  expect(migrate.env.MIGRATE_DATABASE_URL).toBe(owner);
  for (const program of [simulator, firstStart, ...shop]) expect(program?.env.MIGRATE_DATABASE_URL).toBe("");
});

test("every program finds each setting, so that none is read from .env once more", () => {
  vi.stubEnv("METRICS_TOKEN", "of-the-launcher's-own-.env");
  const { database, migrate, simulator, firstStart, shop } = plan({});
  for (const program of [database, migrate, simulator, firstStart, ...shop])
    expect(program?.env).toMatchObject(Object.fromEntries(SETTINGS.map(({ name }) => [name, expect.any(String)])));
  for (const program of shop) expect(program.env.METRICS_TOKEN).toBe("");
});
