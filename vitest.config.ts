import { defineConfig } from "vitest/config";

const places = ["lib", "server", "simulator", "scripts", "components", "app", "i18n"];
const files = (ending: string) => places.map((place) => `${place}/**/*${ending}`);

/** An odd zone (+05:45), so that a time without its zone is noticed; shuffled, so that no test leans on another. */
const everywhere = {
  env: { TZ: "Asia/Kathmandu" },
  sequence: { shuffle: true },
  setupFiles: ["lib/testing/refuse-console-errors.ts"],
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...everywhere,
          name: "unit",
          include: files(".test.ts"),
          exclude: [...files(".db.test.ts"), ...files(".process.test.ts")],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...everywhere,
          name: "db",
          include: files(".db.test.ts"),
          globalSetup: ["server/launcher/testing/database-server.ts"],
          setupFiles: [...everywhere.setupFiles, "lib/testing/own-database.ts"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...everywhere,
          name: "process",
          include: files(".process.test.ts"),
          testTimeout: 60_000,
        },
      },
    ],
  },
});
