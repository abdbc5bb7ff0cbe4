import fs from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { expect } from "@playwright/test";
import { lanAddresses } from "../server/launcher/network.mjs";
import { type App, startApp } from "./fixtures/app.ts";
import { test } from "./fixtures/shop.ts";
import { signIn } from "./fixtures/sign-in.ts";

const SECRETS = ["auth.secret", "actions.key", "master.key", "pg.secret", "app.secret"];

const secretsOf = ({ dataDir, owner, cashier, control }: App): string[] => [
  ...SECRETS.map((name) => fs.readFileSync(path.join(dataDir, name), "utf8")),
  ...[owner.password, cashier.password, control.token],
];

const opens = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

test("S25 S28 two installations share no password and no key; open to the network, one shows neither its database nor its inner state", async ({
  app,
}) => {
  const other = await startApp({ HOST: "0.0.0.0" });
  try {
    const [mine, theirs] = [secretsOf(app), secretsOf(other)];
    expect(new Set([...mine, ...theirs]).size).toBe(mine.length + theirs.length);
    for (const name of SECRETS) expect(fs.statSync(path.join(app.dataDir, name)).mode & 0o777, name).toBe(0o600);
    expect(await signIn(other.baseURL, app.owner)).toBeNull();

    const [lan = "127.0.0.2"] = lanAddresses();
    const from = (origin: string, place: string) => fetch(origin + place).then(({ status }) => status);
    const outside = other.baseURL.replace("127.0.0.1", lan);
    expect(await from(outside, "/healthz")).toBe(200);
    if (!lan.startsWith("127."))
      for (const place of ["/readyz", "/metrics"]) expect(await from(outside, place)).toBe(404);
    for (const place of ["/readyz", "/metrics"]) expect(await from(other.baseURL, place)).toBe(200);
    expect(await opens(lan, Number(new URL(other.databaseUrl).port))).toBe(false);
    expect(await opens(lan, Number(new URL(other.control.origin).port))).toBe(false);
  } finally {
    await other.stop();
  }
});
