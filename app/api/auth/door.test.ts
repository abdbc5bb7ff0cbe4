import { beforeEach, expect, it, vi } from "vitest";
import { authLogger, isServed, Reason, telling } from "./door.ts";

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
});

const asked = (method: string, path: string): boolean => {
  const url = `http://localhost/api/auth/${path}`;
  return isServed({ method, url }, new URL(url).pathname.split("/").slice(3));
};

it("S7 S20 serves what our pages ask of next-auth, and nothing else of it", () => {
  const ours = [
    "GET csrf",
    "POST signout",
    ...["credentials", "code", "passkey", "pin"].map((way) => `POST callback/${way}`),
  ];
  const actions = [
    "providers",
    "session",
    "csrf",
    "signin",
    "signout",
    "callback",
    "verify-request",
    "error",
    "_log",
    "",
  ];
  const ways = ["", "/credentials", "/code", "/passkey", "/pin", "/pin/more", "/other", "/__proto__"];
  const all = ["GET", "POST"].flatMap((method) =>
    actions.flatMap((action) => ways.map((way) => `${method} ${action}${way}`)),
  );
  const served = all.filter((each) => asked(...(each.split(" ") as [string, string])));
  expect(served.toSorted()).toEqual(ours.toSorted());
  for (const query of ["?callbackUrl=http://[", "?error=x", "?nextauth=_log"])
    expect(asked("GET", `csrf${query}`)).toBe(false);
});

it("S22 tells a browser known reasons, and of any other error a reference, whose words are in the log", async () => {
  const throwing = (error: Error) => telling(async (_login: string) => Promise.reject(error))("li");
  await expect(throwing(new Reason("locked:30"))).rejects.toThrow(/^locked:30$/);
  expect(lines).toEqual([]);
  const thrown = await throwing(new Error('relation "app_user" is away')).catch((error: Error) => error.message);
  expect(thrown).toMatch(/^failed:[0-9a-f-]{36}$/);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    event: "sign_in_failed",
    reference: String(thrown).slice("failed:".length),
    error: 'relation "app_user" is away',
  });
  expect(await telling(async () => null)()).toBeNull();
});

it("B49 S20 lets next-auth write no line that a stranger made", () => {
  const forged = 'http://[\n{"at":"2026-01-01","event":"signed_in"}';
  authLogger.error?.("INVALID_CALLBACK_URL_ERROR", new Error(`Invalid callback URL. Received: ${forged}`));
  authLogger.warn?.("DEBUG_ENABLED");
  expect(lines.map((line) => [line.split("\n").length, JSON.parse(line).event])).toEqual([
    [2, "auth_failed"],
    [2, "auth_warned"],
  ]);
});
