// Vitest's global set-up of database tests: a server of its own, and the template that each file copies.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../postgres/migrate.mjs";
import { startServer } from "../postgres/server.mjs";

declare module "vitest" {
  interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
    template: string;
  }
}

const TEMPLATE = "template_scantill";
const FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-test-"));
  const started = await startServer({ root: process.cwd(), base, flags: FAST });
  if (!started.ok) throw new Error(started.sentence);
  const { server } = started;
  const app = new URL(server.url(TEMPLATE));
  app.username = "scantill_app";
  app.password = "test";
  const migrated = await migrate({
    databaseUrl: app.toString(),
    migrateUrl: server.url(TEMPLATE),
    appPassword: "test",
  });
  if (!migrated.ok) throw new Error(migrated.sentence);
  project.provide("ownerUrl", server.url("postgres"));
  project.provide("appUrl", app.toString());
  project.provide("template", TEMPLATE);
  return async () => {
    await server.stop();
    fs.rmSync(base, { recursive: true, force: true });
  };
}
