import type { OutgoingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { call } from "../testing/call.ts";
import { startBoth, startFront } from "../testing/start-front.ts";

const HTML = { "content-type": "text/html; charset=utf-8" };

/** Headers of web's answer as they reach the browser, and the policy that web was told. */
const throughFront = async (answer: OutgoingHttpHeaders, wishes: Parameters<typeof startBoth>[1] = {}) => {
  let told: unknown;
  const { port } = await startBoth((req, res) => {
    told = req.headers["content-security-policy"];
    res.writeHead(200, answer).end("x");
  }, wishes);
  const host = wishes.settings?.publicUrl ? new URL(wishes.settings.publicUrl).host : `127.0.0.1:${port}`;
  const { headers } = await call(port, "/", { headers: { host } });
  return { headers, told, again: async () => (await call(port, "/", { headers: { host } })).headers };
};

describe("S6 the content policy", () => {
  it("lets pages run their own scripts by a nonce that is new each time, and nothing else", async () => {
    const { headers, again } = await throughFront(HTML);
    const policy = String(headers["content-security-policy"]);
    const nonce = /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1];
    expect(nonce).toBeDefined();
    expect(policy.split("; ")).toEqual([
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect((await again())["content-security-policy"]).not.toContain(nonce);
  });

  it("is told to web, which takes the nonce from it, and cannot be loosened by web", async () => {
    const { headers, told } = await throughFront({ ...HTML, "content-security-policy": "default-src *" });
    expect(told).toBe(headers["content-security-policy"]);
  });

  it("allows eval and web sockets in development only", async () => {
    const { headers } = await throughFront(HTML, { settings: { development: true } });
    expect(headers["content-security-policy"]).toContain("'unsafe-eval'");
    expect(headers["content-security-policy"]).toContain("connect-src 'self' ws:");
    const { headers: production } = await throughFront(HTML);
    expect(production["content-security-policy"]).not.toMatch(/unsafe|ws:/);
  });

  it("of the front's own answers allows nothing", async () => {
    const { port } = await startFront();
    for (const path of ["/healthz", "/metrics", "/state", "/notify/openapi/x", "/%2f", "/orders"]) {
      const { headers } = await call(port, path);
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
    }
  });
});

describe("S7 security headers", () => {
  it("are on every answer, of web and of the front itself", async () => {
    const { port } = await startBoth((_req, res) => res.end());
    for (const path of [
      "/",
      "/healthz",
      "/readyz",
      "/metrics",
      "/state",
      "/stream",
      "/notify/openapi/x",
      "//",
      "/Healthz",
    ]) {
      const { headers } = await call(port, path);
      expect(headers, path).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "cross-origin-opener-policy": "same-origin",
      });
      expect(headers, path).not.toHaveProperty("strict-transport-security");
    }
    const { headers } = await call(port, "/", { headers: { host: "evil.example" } });
    expect(headers).toHaveProperty("x-content-type-options");
  });

  it("ask for https only where the shop is under https", async () => {
    const https = await throughFront(HTML, { settings: { publicUrl: "https://shop.example" } });
    expect(https.headers["strict-transport-security"]).toBe("max-age=31536000");
    const http = await throughFront(HTML, { settings: { publicUrl: "http://shop.example" } });
    expect(http.headers).not.toHaveProperty("strict-transport-security");
  });

  it.each([
    [HTML, "no-store"],
    [{ ...HTML, "cache-control": "public, max-age=31536000" }, "no-store"],
    [{ "content-type": "text/x-component", "cache-control": "public, max-age=60" }, "no-store"],
    [{ "content-type": "application/json", "cache-control": "private, max-age=60" }, "no-store"],
    [{ "content-type": "image/png", "cache-control": "public, max-age=60", "set-cookie": "a=1" }, "no-store"],
    [
      { "content-type": "text/javascript", "cache-control": "public, max-age=31536000, immutable" },
      "public, max-age=31536000, immutable",
    ],
    [{ "content-type": "image/png", "cache-control": "public, max-age=0" }, "public, max-age=0"],
  ])("let only public files be kept: %j", async (answer, cacheControl) => {
    const { headers } = await throughFront(answer);
    expect(headers["cache-control"]).toBe(cacheControl);
  });

  it("S25 name no product", async () => {
    const { headers } = await throughFront({ ...HTML, server: "next/16", "x-powered-by": "Next.js" });
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("x-powered-by");
  });
});
