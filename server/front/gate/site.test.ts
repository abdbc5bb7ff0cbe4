import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { call, sendRaw } from "../testing/call.ts";
import { startBoth } from "../testing/start-front.ts";

const HTTPS = { settings: { publicUrl: "https://shop.example" } };

/** A web that tells what it was told, and how often it was called. */
const startTelling = async (wishes: Parameters<typeof startBoth>[1] = {}) => {
  const calls: Record<string, unknown>[] = [];
  const both = await startBoth((req, res) => {
    calls.push({ ...req.headers });
    res.end("page");
  }, wishes);
  return { ...both, calls };
};

describe("the accepted Host", () => {
  it("without PUBLIC_URL is a loopback name or the address that was called, on the port", async () => {
    const { port, calls } = await startTelling();
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect((await call(port, "/", { headers: { host } })).status).toBe(200);
      expect(calls.at(-1)).toMatchObject({ "x-forwarded-host": host.toLowerCase(), "x-forwarded-proto": "http" });
    }
    expect(calls).toHaveLength(4);
  });

  it.each(["shop.example", "localhost", "localhost:1", "127.0.0.1.evil.example", "192.0.2.7", "localhost:80@evil"])(
    "B24 answers 421 to %s, and web hears nothing",
    async (host) => {
      const { port, calls } = await startTelling();
      const refused = await call(port, "/", { headers: { host } });
      expect(refused.status).toBe(421);
      expect(calls).toEqual([]);
    },
  );

  it("with PUBLIC_URL is only that one, and web is told it whatever spelling came", async () => {
    const { port, calls } = await startTelling(HTTPS);
    for (const host of ["shop.example", "Shop.Example:443"]) {
      expect((await call(port, "/", { headers: { host } })).status).toBe(200);
      expect(calls.at(-1)).toMatchObject({
        host: "shop.example",
        "x-forwarded-host": "shop.example",
        "x-forwarded-proto": "https",
      });
    }
    expect((await call(port, "/", { headers: { host: `127.0.0.1:${port}` } })).status).toBe(421);
    expect((await call(port, "/", { headers: { host: "shop.example:8443" } })).status).toBe(421);
  });

  it("B24 takes neither two Hosts nor none", async () => {
    const { port, calls } = await startTelling(HTTPS);
    const two = "GET / HTTP/1.1\r\nHost: shop.example\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    expect(await sendRaw(port, two)).toMatch(/^HTTP\/1\.1 421 /);
    expect(await sendRaw(port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(port, "GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 421 /);
    expect(calls).toEqual([]);
  });

  it("is not looked at by the machine endpoints", async () => {
    const { port } = await startTelling(HTTPS);
    for (const host of ["evil.example", "a b", "x/../y"]) {
      expect((await call(port, "/healthz", { headers: { host } })).body).toBe("ok");
    }
    expect(await sendRaw(port, "GET /healthz HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("B38 S3 the accepted Origin of a call that may change something", () => {
  const post = async (wishes: Parameters<typeof startBoth>[1], headers: Record<string, string>, method = "POST") => {
    const { port, calls, logged } = await startTelling(wishes);
    const answer = await call(port, "/", { method, headers, body: "x" });
    return { status: answer.status, calls, logged };
  };
  const host = { host: "shop.example" };

  it("is the shop's own", async () => {
    expect((await post(HTTPS, { ...host, origin: "https://shop.example" })).status).toBe(200);
    const { port } = await startTelling();
    const origin = `http://127.0.0.1:${port}`;
    expect((await call(port, "/", { method: "POST", headers: { origin }, body: "x" })).status).toBe(200);
  });

  it.each([
    {},
    { origin: "null" },
    { origin: "" },
    { origin: "https://evil.example" },
    { origin: "http://shop.example" },
    { origin: "https://shop.example:8443" },
    { origin: "https://shop.example/" },
    { origin: "https://SHOP.example" },
    { origin: "https://shop.example, https://shop.example" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  ])("answers 403 to %j, and web hears nothing", async (headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const { status, calls, logged } = await post(HTTPS, { ...host, ...headers }, method);
      expect(status).toBe(403);
      expect(calls).toEqual([]);
      expect(logged).toMatchObject([{ event: "front.refused", fields: { status: 403 } }]);
    }
  });

  it("is not asked for reading", async () => {
    for (const method of ["GET", "HEAD"]) {
      const { port } = await startTelling(HTTPS);
      const headers = { ...host, origin: "https://evil.example" };
      expect((await call(port, "/", { method, headers })).status).toBe(200);
    }
  });
});

describe("B24 what a visitor claims to be", () => {
  it("never reaches web", async () => {
    const { port, calls } = await startTelling();
    const forged = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "10.0.0.1",
      "x-forwarded-port": "1",
      "x-forwarded-anything": "1",
      forwarded: "for=10.0.0.1",
      "x-real-ip": "10.0.0.1",
      "x-middleware-subrequest": "proxy",
      "content-security-policy": "script-src 'nonce-AAAA'",
      "content-security-policy-report-only": "script-src 'nonce-AAAA'",
      "x-nonce": "AAAA",
    };
    await call(port, "/", { headers: { ...forged, "x-kept": "1" } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      "x-kept": "1",
      "x-forwarded-host": `127.0.0.1:${port}`,
      "x-forwarded-proto": "http",
      "x-forwarded-for": "127.0.0.1",
    });
    const sent = JSON.stringify(calls[0]);
    for (const word of ["evil", "10.0.0.1", "AAAA", "subrequest", "anything", 'port"'])
      expect(sent).not.toContain(word);
  });

  it("cannot be hidden behind a Connection header that names what the front sets", async () => {
    const { port, calls } = await startTelling();
    await call(port, "/", { headers: { connection: "close, x-forwarded-for, host, x-hop", "x-hop": "1" } });
    expect(calls[0]).toMatchObject({ host: `127.0.0.1:${port}`, "x-forwarded-for": "127.0.0.1" });
    expect(calls[0]).not.toHaveProperty("x-hop");
  });
});

describe("upgrades", () => {
  const upgrade = (port: number, origin: string) =>
    `GET /_next/hmr HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

  it("are tunnelled in development, for pages of this shop", async () => {
    const { port, web } = await startTelling({ settings: { development: true } });
    web.server.on("upgrade", (_req, socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      socket.on("data", (heard: Buffer) => socket.end(`echo ${heard}`));
    });
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    socket.write(upgrade(port, `http://localhost:${port}`));
    let heard = "";
    for await (const text of socket) {
      heard += text;
      if (heard.endsWith("\r\n\r\n")) socket.write("hello");
    }
    expect(heard).toMatch(/^HTTP\/1\.1 101 [\s\S]*\r\n\r\necho hello$/);
    expect(await sendRaw(port, upgrade(port, "https://evil.example"))).toMatch(/^HTTP\/1\.1 403 /);
    const own = upgrade(port, `http://localhost:${port}`).replace("/_next/hmr", "/stream");
    expect(await sendRaw(port, own)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it("are plain requests otherwise", async () => {
    const { port, calls } = await startTelling();
    const text = upgrade(port, `http://localhost:${port}`).replace("Connection: Upgrade", "Connection: close, Upgrade");
    expect(await sendRaw(port, text)).toMatch(/^HTTP\/1\.1 200 /);
    expect(calls[0]).not.toHaveProperty("upgrade");
  });
});
