import { describe, expect, it } from "vitest";
import { call } from "../testing/call.ts";
import { startBoth, startFront } from "../testing/start-front.ts";
import { createClientReader } from "./client.ts";

/** The address that web is told, for a call from loopback with these headers. */
const toldAddress = async (trustedProxies: string[], headers: Record<string, string>) => {
  const { port } = await startBoth((req, res) => res.end(String(req.headers["x-forwarded-for"])), {
    settings: { trustedProxies },
  });
  return (await call(port, "/", { headers })).body;
};

describe("who calls", () => {
  it("S3 tells the socket's address when the peer is not a trusted proxy, whatever it claims", async () => {
    expect(await toldAddress([], { "x-forwarded-for": "203.0.113.9" })).toBe("127.0.0.1");
  });

  it("S3 tells the last hop that is no trusted proxy", async () => {
    const headers = { "x-forwarded-for": "198.51.100.1, 203.0.113.9, 10.1.2.3" };
    expect(await toldAddress(["127.0.0.1", "10.0.0.0/8"], headers)).toBe("203.0.113.9");
  });

  it("tells the farthest hop when all are trusted, and the proxy itself when the list cannot be read", async () => {
    expect(await toldAddress(["127.0.0.0/8"], { "x-forwarded-for": "127.0.0.7" })).toBe("127.0.0.7");
    expect(await toldAddress(["127.0.0.1"], { "x-forwarded-for": "203.0.113.9, unknown" })).toBe("127.0.0.1");
    expect(await toldAddress(["127.0.0.1"], {})).toBe("127.0.0.1");
  });

  it.each(["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "proxy.example", "::1/129", "10.0.0.0/-1"])(
    "refuses to start with %s as a trusted proxy",
    (entry) => expect(() => createClientReader([entry])).toThrow(`"${entry}"`),
  );
});

describe("S25 who sees details and metrics", () => {
  const seen = async (settings: Parameters<typeof startFront>[0], headers: Record<string, string>) => {
    const { port } = await startFront(settings);
    const [ready, metrics] = [await call(port, "/readyz", { headers }), await call(port, "/metrics", { headers })];
    expect(ready.status).toBe(metrics.status);
    return ready.status;
  };
  const behindProxy = { settings: { trustedProxies: ["127.0.0.1"] } };
  const withToken = { settings: { trustedProxies: ["127.0.0.1"], metricsToken: "a-long-token" } };
  const stranger = { "x-forwarded-for": "203.0.113.9" };

  it("shows them to a caller on this machine", async () => {
    expect(await seen({}, {})).toBe(200);
    expect(await seen({ settings: { trustedProxies: ["10.0.0.1"] } }, {})).toBe(200);
    expect(await seen({ settings: { trustedProxies: ["10.0.0.1"] } }, { host: "shop.example" })).toBe(200);
  });

  it("hides them from callers that come through a trusted proxy", async () => {
    expect(await seen(behindProxy, stranger)).toBe(404);
    expect(await seen(behindProxy, { "x-forwarded-for": "127.0.0.1, 203.0.113.9" })).toBe(404);
    expect(await seen(behindProxy, { "x-forwarded-for": "nonsense" })).toBe(404);
    expect(await seen(behindProxy, {})).toBe(404);
  });

  it("hides them when a proxy on this machine speaks for somebody and was not named as trusted", async () => {
    expect(await seen({}, stranger)).toBe(404);
    expect(await seen({}, { "x-forwarded-for": "127.0.0.1" })).toBe(404);
    expect(await seen({}, { forwarded: "for=127.0.0.1" })).toBe(404);
    expect(await seen({}, { "x-real-ip": "127.0.0.1" })).toBe(404);
  });

  it("shows them to whoever brings the token, and to nobody with another", async () => {
    const bearer = (token: string) => ({ ...stranger, authorization: token });
    expect(await seen(withToken, bearer("Bearer a-long-token"))).toBe(200);
    expect(await seen(withToken, bearer("Bearer a-long-tokem"))).toBe(404);
    expect(await seen(withToken, bearer("Bearer "))).toBe(404);
    expect(await seen(withToken, bearer("a-long-token"))).toBe(404);
    expect(await seen(behindProxy, bearer("Bearer undefined"))).toBe(404);
  });
});
