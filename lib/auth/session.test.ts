import { afterEach, describe, expect, it, vi } from "vitest";
import { cookieName, deviceCookie, isSecure } from "./session.ts";

afterEach(() => vi.unstubAllEnvs());

const names = () => [
  ...(["session", "csrf", "callback"] as const).map(cookieName),
  ...(["till", "display"] as const).map(deviceCookie),
];

describe("S8 the cookies of an installation", () => {
  it("reached by https are bound to it: no other host sets them, and they leave by https alone", () => {
    vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
    expect(isSecure()).toBe(true);
    expect(names()).toEqual(
      ["session", "csrf", "callback", "till", "display"].map((what) => `__Host-scantill.${what}`),
    );
  });

  it.each(["http://192.168.1.20:3000", undefined])("reached at %s have names that a browser takes there", (url) => {
    vi.stubEnv("PUBLIC_URL", url);
    expect(isSecure()).toBe(false);
    expect(names()).toEqual(["session", "csrf", "callback", "till", "display"].map((what) => `scantill.${what}`));
  });
});
