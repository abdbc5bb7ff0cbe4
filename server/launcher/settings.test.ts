import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { helpText, readSettings, SETTINGS } from "./settings.mjs";

const sentence = (env: Record<string, string>) => {
  const read = readSettings(env);
  return read.ok ? "accepted" : read.sentence;
};

const KEY_FILE = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "scantill-key-")), "master.key");
fs.writeFileSync(KEY_FILE, `${"A".repeat(43)}=\n`);
afterAll(() => fs.rmSync(path.dirname(KEY_FILE), { recursive: true }));

test.for([
  [{ PORT: "abc" }, "PORT must be a number from 1 to 65535."],
  [{ PORT: "0" }, "PORT must be a number from 1 to 65535."],
  [{ PORT: "65536" }, "PORT must be a number from 1 to 65535."],
  [{ PORT: "3000.5" }, "PORT must be a number from 1 to 65535."],
  [{ HOST: "my till" }, "HOST must be an IP address or localhost."],
  [
    { PUBLIC_URL: "https://till.example.com/shop" },
    "PUBLIC_URL must be scheme and host without a path, such as https://till.example.com.",
  ],
  [
    { PUBLIC_URL: "till.example.com" },
    "PUBLIC_URL must be scheme and host without a path, such as https://till.example.com.",
  ],
  [
    { PUBLIC_URL: "https://a:b@till.example.com" },
    "PUBLIC_URL must be scheme and host without a path, such as https://till.example.com.",
  ],
  [
    { DATABASE_URL: "mysql://a:b@host/shop" },
    "DATABASE_URL must be an address such as postgresql://user:password@host/database.",
  ],
  [
    { DATABASE_URL: "postgresql://host" },
    "DATABASE_URL must be an address such as postgresql://user:password@host/database.",
  ],
  [{ MIGRATE_DATABASE_URL: "postgresql://a:b@host/shop" }, "MIGRATE_DATABASE_URL needs DATABASE_URL beside it."],
  [{ TRUSTED_PROXIES: "10.0.0.0/33" }, "TRUSTED_PROXIES must be IP addresses or ranges, separated by commas."],
  [{ TRUSTED_PROXIES: "10.0.0.1, proxy" }, "TRUSTED_PROXIES must be IP addresses or ranges, separated by commas."],
  [{ METRICS_TOKEN: "short" }, "METRICS_TOKEN must be at least 16 characters without spaces."],
  [{ PRACTICE: "yes" }, "PRACTICE must be on or off."],
  [
    { GATEWAY_ALLOW: "gateway" },
    "GATEWAY_ALLOW must be origins such as https://gateway.example.com, separated by commas.",
  ],
  [{ NOTICE_DAYS: "0" }, "NOTICE_DAYS must be a number of days from 1 to 3650."],
  [{ BUYER_DAYS: "3651" }, "BUYER_DAYS must be a number of days from 1 to 3650."],
  [{ BUYER_DAYS: "1 year" }, "BUYER_DAYS must be a number of days from 1 to 3650."],
  [{ NOTICE_DAYS: "30", BUYER_DAYS: "3650" }, "accepted"],
  [{ MASTER_KEY_FILE: "/does/not/exist" }, "MASTER_KEY_FILE must be a readable file with 32 bytes in base64."],
  [{ MASTER_KEY: "c2hvcnQ=" }, "MASTER_KEY must be 32 bytes in base64."],
  [{ MASTER_KEY: `${"A".repeat(43)}=,c2hvcnQ=` }, "MASTER_KEY must be 32 bytes in base64."],
  [{ MASTER_KEY: `${"A".repeat(43)}=,${"B".repeat(43)}=` }, "accepted"],
  [
    { MASTER_KEY: `${"A".repeat(43)}=`, MASTER_KEY_FILE: KEY_FILE },
    "Set either MASTER_KEY or MASTER_KEY_FILE, not both.",
  ],
] as const)("refuses %j in one sentence", ([env, expected]) => {
  expect(sentence(env)).toBe(expected);
});

test("accepts each setting in its usual form, and takes an empty one as unset", () => {
  const env = {
    PORT: "8080",
    HOST: "0.0.0.0",
    DATA_DIR: "",
    DATABASE_URL: "postgresql://till:secret@db.example.com:5432/shop",
    PUBLIC_URL: "https://till.example.com/",
    TRUSTED_PROXIES: "10.0.0.0/8, ::1",
    GATEWAY_ALLOW: "http://127.0.0.1:4000/, https://gateway.example.com",
    PRACTICE: "off",
    PATH: "/bin",
  };
  expect(readSettings(env)).toEqual({
    ok: true,
    set: {
      PORT: "8080",
      HOST: "0.0.0.0",
      DATABASE_URL: "postgresql://till:secret@db.example.com:5432/shop",
      PUBLIC_URL: "https://till.example.com",
      TRUSTED_PROXIES: "10.0.0.0/8, ::1",
      GATEWAY_ALLOW: "http://127.0.0.1:4000,https://gateway.example.com",
      PRACTICE: "off",
    },
  });
});

test("the help names every setting once, with its default", () => {
  const lines = helpText().split("\n");
  for (const { name, byDefault } of SETTINGS)
    expect(lines.filter((line) => line.trim().split(/\s+/)[0] === name)).toEqual([expect.stringContaining(byDefault)]);
});
