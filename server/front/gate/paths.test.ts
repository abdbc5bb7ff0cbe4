import { describe, expect, it } from "vitest";
import { ownerOf } from "./paths.ts";

describe("who answers a path", () => {
  it.each([
    "/",
    "/orders?from=2026-01-01",
    "/_next/static/chunks/%5Btoken%5D.js",
    "/r/abc",
    "/display",
    "/login?callbackUrl=//x/../y",
  ])("leaves %s to the pages", (target) => expect(ownerOf(target)).toBe("web"));

  it.each([
    "/notify/openapi/tok",
    "/stream?register=1",
    "/state",
    "/display-state",
    "/display-pairing",
    "/healthz",
    "/readyz",
    "/metrics",
  ])("keeps %s for itself", (target) => expect(ownerOf(target)).toBe("machine"));

  it.each([
    "//notify/openapi/tok",
    "/orders//1",
    "/./healthz",
    "/orders/../notify/openapi/tok",
    "/a/%2e%2e/metrics",
    "/a/.%2E/metrics",
    "/a/%252e%252e/metrics",
    "/notify%2fopenapi/tok",
    "/orders%2F1",
    "/orders\\1",
    "/orders%5c1",
    "/%6eotify/openapi/tok",
    "/metric%73",
    "/notify/openapi/t%6fk",
    "/orders%00",
    "/orders%zz",
    "/orders%ff",
    "/orders#x",
    "/ordérs",
    "http://other.example/",
    "*",
    "",
  ])("B23 knows no %j", (target) => expect(ownerOf(target)).toBe("nobody"));
});
