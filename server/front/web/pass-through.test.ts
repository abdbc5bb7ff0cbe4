import { once } from "node:events";
import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { begin, call, dial, sendRaw } from "../testing/call.ts";
import { startBoth, startFront } from "../testing/start-front.ts";

const MEGABYTE = 1_048_576;

/** The head of a POST that the front lets through to web. */
const postHead = (port: number, framing: string) =>
  `POST /act HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\n${framing}\r\n\r\n`;

const echo = async (req: IncomingMessage, res: ServerResponse) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  res.end(`${req.method} ${req.url} ${Buffer.concat(chunks).length} ${chunks.length > 0 ? Buffer.concat(chunks) : ""}`);
};

const ownOrigin = (port: number) => ({ origin: `http://127.0.0.1:${port}` });

describe("what goes through", () => {
  it("is method, path, query, body, status, headers and cookies as they are", async () => {
    const { port } = await startBoth(async (req, res) => {
      res.writeHead(201, { "x-own": "1", "set-cookie": ["a=1; Path=/", "b=2"], "x-cookie": req.headers.cookie ?? "" });
      await echo(req, res);
    });
    const headers = { ...ownOrigin(port), cookie: "s=1; t=2" };
    const answer = await call(port, "/a%20b?q=//x&r=../y", { method: "POST", headers, body: "hello" });
    expect(answer).toMatchObject({ status: 201, body: "POST /a%20b?q=//x&r=../y 5 hello" });
    expect(answer.headers).toMatchObject({
      "x-own": "1",
      "x-cookie": "s=1; t=2",
      "set-cookie": ["a=1; Path=/", "b=2"],
    });
  });

  it("keeps its connection to web for the next request", async () => {
    const ports = new Set<unknown>();
    const { port } = await startBoth((req, res) => {
      ports.add(req.socket.remotePort);
      res.end("x");
    });
    for (const path of ["/1", "/2", "/3"]) await call(port, path);
    expect(ports.size).toBe(1);
  });

  it("streams: what web has written is there while web still writes", async () => {
    const finish = Promise.withResolvers<void>();
    const { port } = await startBoth(async (_req, res) => {
      res.write("first");
      await finish.promise;
      res.end("last");
    });
    const answer = await begin(port, "/");
    const [first] = await once(answer, "data");
    expect(String(first)).toBe("first");
    finish.resolve();
    const [last] = await once(answer, "data");
    expect(String(last)).toBe("last");
  });

  it("streams bodies up: web reads the first part while the browser still sends", async () => {
    const heard = Promise.withResolvers<string>();
    const { port } = await startBoth((req, res) => {
      req.once("data", (chunk: Buffer) => heard.resolve(String(chunk)));
      req.once("end", () => res.end("whole"));
    });
    const line = await dial(port);
    line.socket.write(`${postHead(port, "Content-Length: 10")}first`);
    expect(await heard.promise).toBe("first");
    line.socket.write("-last");
    await line.hears("whole");
    line.socket.destroy();
  });

  it("drops what belongs to one connection only, in both directions", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const { port } = await startBoth((req, res) => {
      seen.push(req.headers);
      res.writeHead(200, {
        connection: "close, x-answer-hop",
        "x-answer-hop": "1",
        "proxy-authenticate": "Basic",
        "x-kept": "1",
      });
      res.end();
    });
    const hops = { te: "trailers", "proxy-authorization": "Basic eA==", "keep-alive": "timeout=9", "x-hop": "1" };
    const headers = { connection: "keep-alive, X-Hop", ...hops };
    const answer = await call(port, "/", { headers, agent: new Agent({ keepAlive: false }) });
    for (const name of Object.keys(hops)) expect(seen[0]).not.toHaveProperty(name);
    expect(answer.headers).toMatchObject({ "x-kept": "1" });
    expect(answer.headers).not.toHaveProperty("x-answer-hop");
    expect(answer.headers).not.toHaveProperty("proxy-authenticate");
  });

  it("frames the body of a GET, so that it cannot be read as a request of its own", async () => {
    const paths: (string | undefined)[] = [];
    const { port } = await startBoth((req, res) => {
      paths.push(req.url);
      void echo(req, res);
    });
    const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    const head = `GET /outer HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n`;
    const size = smuggled.length.toString(16);
    await sendRaw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${size}\r\n${smuggled}\r\n0\r\n\r\n`);
    await sendRaw(port, `${head}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`);
    await call(port, "/after");
    expect(paths).toEqual(["/outer", "/outer", "/after"]);
  });
});

describe("B38 bodies over 1 MB", () => {
  it("are refused by their declared length, before any of it is sent, and web hears nothing", async () => {
    let calls = 0;
    const { port } = await startBoth(() => {
      calls += 1;
    });
    const refused = await sendRaw(port, postHead(port, `Content-Length: ${MEGABYTE + 1}`));
    expect(refused).toMatch(/^HTTP\/1\.1 413 /);
    expect(refused.toLowerCase()).toContain("connection: close");
    const asked = await sendRaw(port, postHead(port, `Content-Length: ${MEGABYTE + 1}\r\nExpect: 100-continue`));
    expect(asked).toMatch(/^HTTP\/1\.1 413 /);
    expect(calls).toBe(0);
  });

  it("are cut off where a chunked body passes the limit, and web's request is destroyed", async () => {
    const cut = Promise.withResolvers<boolean>();
    const { port } = await startBoth((req) => {
      req.on("error", () => cut.resolve(req.complete));
      req.resume();
    });
    const line = await dial(port);
    line.socket.write(postHead(port, "Transfer-Encoding: chunked"));
    line.socket.write(`${(MEGABYTE + 1).toString(16)}\r\n${"x".repeat(MEGABYTE + 1)}`);
    const refused = await line.closed;
    expect(refused).toMatch(/^HTTP\/1\.1 413 /);
    expect(refused.toLowerCase()).toContain("connection: close");
    expect(await cut.promise).toBe(false);
  });

  it("go through when they are exactly 1 MB", async () => {
    const { port } = await startBoth((req, res) => {
      let bytes = 0;
      req.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      req.on("end", () => res.end(String(bytes)));
    });
    const body = Buffer.alloc(MEGABYTE);
    const chunked = { ...ownOrigin(port), "transfer-encoding": "chunked" };
    for (const headers of [ownOrigin(port), chunked]) {
      expect(await call(port, "/", { method: "POST", headers, body })).toMatchObject({
        status: 200,
        body: `${MEGABYTE}`,
      });
    }
  });
});

describe("B24 requests that two readers could read differently", () => {
  it.each([
    "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "Content-Length : 5",
    "Content-Length: 5, 6",
    "Content-Length: +5",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding : chunked",
    "X-Folded: a\r\n b: c\r\n\tContent-Length: 5\r\nBad Name: 1",
  ])("are refused: %j", async (framing) => {
    let calls = 0;
    const { port } = await startBoth((_req, res) => {
      calls += 1;
      res.end();
    });
    expect(await sendRaw(port, `${postHead(port, framing)}hello`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(calls).toBe(0);
  });

  it("are refused when the body is packed for the journey, which only the next reader would undo", async () => {
    let calls = 0;
    const { port } = await startBoth((_req, res) => {
      calls += 1;
      res.end();
    });
    const chunk = "5\r\nhello\r\n0\r\n\r\n";
    for (const coding of ["gzip, chunked", "identity, chunked"]) {
      const heard = await sendRaw(port, `${postHead(port, `Transfer-Encoding: ${coding}`)}${chunk}`);
      expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(calls).toBe(0);
  });

  it("S23 headers that are too long, or never end, are cut off", async () => {
    const { port } = await startBoth((_req, res) => res.end(), { limits: { headersMs: 20, checkMs: 5 } });
    const long = `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(port, long)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await sendRaw(port, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\n`)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("S23 a body that trickles in ends at the limit of time, and web's request with it", async () => {
    const cut = Promise.withResolvers<void>();
    const { port } = await startBoth((req) => req.on("error", () => cut.resolve()).resume(), {
      limits: { headersMs: 20, requestMs: 20, checkMs: 5 },
    });
    await sendRaw(port, `${postHead(port, "Content-Length: 10")}five.`);
    await cut.promise;
  });
});

describe("when one side fails", () => {
  it("an answer that breaks off breaks off for the browser too", async () => {
    const { port } = await startBoth((_req, res) => {
      res.writeHead(200, { "content-length": "100" });
      res.write("half");
      setImmediate(() => res.destroy());
    });
    const answer = await begin(port, "/");
    answer.resume();
    const [error] = await once(answer, "error");
    expect(error).toMatchObject({ code: "ECONNRESET" });
    expect(answer.complete).toBe(false);
  });

  it.each(["before", "during"])("a browser that goes away %s the answer ends the request to web", async (when) => {
    const begun = Promise.withResolvers<ServerResponse>();
    const { port } = await startBoth((_req, res) => {
      if (when === "during") res.write("half");
      begun.resolve(res);
    });
    const line = await dial(port);
    line.socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    const res = await begun.promise;
    if (when === "during") await line.hears("half");
    const closed = once(res, "close");
    line.socket.destroy();
    await closed;
    expect(res.writableFinished).toBe(false);
  });

  it("a browser that goes away while it sends ends the request to web", async () => {
    const reading = Promise.withResolvers<IncomingMessage>();
    const { port } = await startBoth((req) => {
      req.once("data", () => reading.resolve(req));
    });
    const line = await dial(port);
    line.socket.write(`${postHead(port, "Content-Length: 10")}five.`);
    const req = await reading.promise;
    line.socket.destroy();
    const [error] = await once(req, "error");
    expect(error).toMatchObject({ code: "ECONNRESET" });
  });

  it("an answer before the body was read destroys that connection to web, and closes the browser's", async () => {
    const ports: unknown[] = [];
    const { port } = await startBoth((req, res) => {
      ports.push(req.socket.remotePort);
      // Never reads the body: on a kept connection its rest would be read as the next request.
      res.writeHead(400, { connection: "keep-alive" }).end("no");
      if (req.method === "POST") req.socket.once("close", () => ports.push("closed"));
    });
    await call(port, "/warm");
    const answer = await sendRaw(port, `${postHead(port, "Content-Length: 500000")}some`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*no/);
    expect(answer.toLowerCase()).toContain("connection: close");
    await call(port, "/after");
    expect(ports[0]).toBe(ports[1]);
    expect(ports).toContain("closed");
    expect(ports.at(-1)).not.toBe(ports[0]);
  });
});

describe("a kept connection that web closed just then", () => {
  /** Answers `/warm`, then resets the connection at the next request on it. */
  const startResetting = async () => {
    const warmed = new Set<unknown>();
    const calls: string[] = [];
    const both = await startBoth((req, res) => {
      calls.push(`${req.method} ${req.url}`);
      if (warmed.has(req.socket)) return void req.socket.resetAndDestroy();
      warmed.add(req.socket);
      res.end("answered");
    });
    await call(both.port, "/warm");
    return { port: both.port, calls };
  };

  it.each(["GET", "HEAD"])("costs nothing: %s is tried once more on a fresh one", async (method) => {
    const { port, calls } = await startResetting();
    expect((await call(port, "/page", { method })).status).toBe(200);
    expect(calls).toEqual(["GET /warm", `${method} /page`, `${method} /page`]);
  });

  it.each(["POST", "DELETE"])("is no reason to do something twice: %s gets 503", async (method) => {
    const { port, calls } = await startResetting();
    expect((await call(port, "/act", { method, headers: ownOrigin(port) })).status).toBe(503);
    expect(calls).toEqual(["GET /warm", `${method} /act`]);
  });

  it("is tried once only", async () => {
    let calls = 0;
    const { port } = await startBoth((req, res) => {
      calls += 1;
      if (req.url === "/warm") res.end();
      else req.socket.resetAndDestroy();
    });
    await call(port, "/warm");
    expect((await call(port, "/page")).status).toBe(503);
    expect(calls).toBe(3);
  });

  it("is no reason to repeat when the connection was fresh", async () => {
    let calls = 0;
    const { port } = await startBoth((req) => {
      calls += 1;
      req.socket.resetAndDestroy();
    });
    expect((await call(port, "/page")).status).toBe(503);
    expect(calls).toBe(1);
  });
});

describe("while web is down", () => {
  it("browsers get a small page that reloads by itself, without script or style", async () => {
    const { port } = await startFront();
    const page = await call(port, "/orders");
    expect(page.status).toBe(503);
    expect(page.headers).toMatchObject({ "retry-after": "2", "content-type": "text/html; charset=utf-8" });
    expect(page.body).toContain('<meta http-equiv="refresh"');
    expect(page.body).not.toMatch(/<script|<style|style=|\son\w+=/i);
    const act = await call(port, "/", { method: "POST", headers: ownOrigin(port), body: "x".repeat(500_000) });
    expect(act.status).toBe(503);
  });

  it("machine endpoints answer as ever", async () => {
    const { port } = await startFront();
    expect((await call(port, "/healthz")).body).toBe("ok");
  });

  it("a silent web counts as down", async () => {
    const { port } = await startBoth(() => {}, { limits: { webSilenceMs: 20 } });
    expect((await call(port, "/")).status).toBe(503);
  });
});
