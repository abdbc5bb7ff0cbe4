import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer, isIP, type LookupFunction, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import type { GatewayRequest, SenderOptions } from "./send.ts";
import { listen, startGateway, startTlsGateway, testSender } from "./testing/gateway-server.ts";
import { expiredServer, goodServer, testAuthority, wrongHostServer } from "./testing/tls-certificates.ts";

const post = (url: string): GatewayRequest => ({ url, headers: { "content-type": "text/plain" }, body: "a=1" });
const anywhere = { deadlineMs: 5000, allowed: () => true };
const soon = { ...anywhere, deadlineMs: 400 };

/** A gateway that writes raw bytes after a request's head has come. */
async function startRaw(onRequest: (socket: Socket, count: number) => void): Promise<string> {
  let count = 0;
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => onRequest(socket, ++count));
  });
  return `http://127.0.0.1:${await listen(server)}/`;
}

/** A gateway that cuts the connection instead of answering "dies", and a sender that holds a connection to it. */
async function keptConnection() {
  const bodies: string[] = [];
  const url = await startGateway(async (request, response) => {
    const body = (await request.toArray()).join("");
    bodies.push(body);
    if (body === "dies") request.socket.resetAndDestroy();
    else response.end(body);
  });
  const sender = testSender();
  await sender.send(post(url), anywhere);
  return { url, sender, bodies };
}

const ok = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

describe("sending", () => {
  it("posts the body and hands back status, bytes and the gateway's date", async () => {
    const url = await startGateway(async (request, response) => {
      const body = (await request.toArray()).join("");
      response.writeHead(202, { date: "Sun, 01 Mar 2026 04:34:56 GMT" });
      response.end(
        `${request.method} ${request.headers["accept-encoding"]} ${request.headers["content-length"]} ${body}`,
      );
    });
    const answer = await testSender().send(post(url), anywhere);
    expect(answer).toMatchObject({ kind: "answer", status: 202, date: "Sun, 01 Mar 2026 04:34:56 GMT" });
    expect(answer.kind === "answer" && answer.body.toString()).toBe("POST identity 3 a=1");
  });

  it("asks with GET where a request says so, and tells the type of the answer", async () => {
    const url = await startGateway((request, response) => {
      response.writeHead(200, { "content-type": "text/html;charset=GBK" }).end(request.method);
    });
    const answer = await testSender().send({ method: "GET", url, headers: {}, body: "" }, anywhere);
    expect(answer).toMatchObject({ contentType: "text/html;charset=GBK", body: Buffer.from("GET") });
  });

  it("leaves nothing behind on a connection that serves call after call", async () => {
    const warnings: Error[] = [];
    const hear = (warning: Error) => void warnings.push(warning);
    process.on("warning", hear);
    onTestFinished(() => void process.off("warning", hear));
    const url = await startGateway((_, response) => response.end("ok"));
    const sender = testSender();
    for (let call = 0; call < 12; call++) expect(await sender.send(post(url), anywhere)).toMatchObject({ status: 200 });
    expect(warnings).toEqual([]);
  });

  it("S15 sends nothing to an address outside the allow-list", async () => {
    const url = await startGateway(() => expect.unreachable());
    const refusal = { kind: "no_answer", sent: false, reason: "not_allowed" };
    const nowhere = { deadlineMs: 1000, allowed: () => false };
    expect(await testSender().send(post(url), nowhere)).toMatchObject(refusal);
    expect(await testSender().send(post("file:///etc/passwd"), anywhere)).toMatchObject(refusal);
    expect(await testSender().send(post("gateway.do"), anywhere)).toMatchObject(refusal);
  });

  it("B34 does not follow a redirect", async () => {
    const other = await startGateway(() => expect.unreachable());
    const url = await startGateway((_, response) => response.writeHead(302, { location: other }).end());
    expect(await testSender().send(post(url), anywhere)).toMatchObject({ kind: "answer", status: 302 });
  });

  it("F26 hands a 502 and an empty body over as they are", async () => {
    const url = await startGateway((_, response) => response.writeHead(502).end());
    expect(await testSender().send(post(url), anywhere)).toMatchObject({ status: 502, body: Buffer.alloc(0) });
  });

  it("F26 names an answer that is no HTTP", async () => {
    const url = await startRaw((socket) => socket.end("SSH-2.0-OpenSSH\r\n\r\n"));
    expect(await testSender().send(post(url), anywhere)).toMatchObject({ sent: true, reason: "malformed" });
  });
});

describe("B47 S15 an address inside of a network", () => {
  const outside = { kind: "no_answer", sent: false, reason: "private_address" };
  const sender = (options: SenderOptions) => testSender({ mayBeInside: () => false, ...options });
  /** A resolver that says each time the next of these, and then the last one again. */
  const saying = (...answers: string[][]): LookupFunction => {
    const left = [...answers];
    return (_, { all }, callback) => {
      const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
      const found = addresses.map((address) => ({ address, family: isIP(address) }));
      setImmediate(() => (all ? callback(null, found) : callback(null, addresses[0] ?? "", isIP(addresses[0] ?? ""))));
    };
  };
  const named = async (listener: RequestListener) =>
    new URL((await startGateway(listener)).replace("127.0.0.1", "gateway.example"));

  it.each([
    ...["http://127.0.0.1", "http://127.1", "http://2130706433", "http://0x7f000001", "http://0177.0.0.1", "http://0"],
    ...[
      "http://[::1]",
      "http://[::ffff:127.0.0.1]",
      "http://[::ffff:7f00:1]",
      "http://169.254.169.254",
      "http://10.0.0.8",
    ],
    ...["http://１２７.0.0.1", "http://user@127.0.0.1", "http://127.0.0.1.", "https://127.0.0.1", "http://[fe80::1]"],
  ])("is not called as %s", async (origin) => {
    const { port } = new URL(await startGateway(() => expect.unreachable()));
    expect(await sender({}).send(post(`${origin}:${port}/`), anywhere)).toMatchObject(outside);
  });

  it.each([
    [["127.0.0.1"]],
    [["::1"]],
    [["::ffff:127.0.0.1"]],
    [["110.75.132.131", "127.0.0.1"]],
    [["10.0.0.8"]],
    [["169.254.169.254"]],
  ])("is not called by a name that leads to %j, nor by localhost", async (answer) => {
    const url = await named(() => expect.unreachable());
    expect(await sender({ lookup: saying(answer) }).send(post(url.href), anywhere)).toMatchObject(outside);
    url.hostname = "localhost";
    expect(await sender({}).send(post(url.href), anywhere)).toMatchObject(outside);
  });

  it("is called when the operator has named its origin, and no other port of it", async () => {
    const url = await named((_, response) => response.end("fine"));
    const { origin: operators } = url;
    const options = { lookup: saying(["127.0.0.1"]), mayBeInside: (origin: string) => origin === operators };
    expect(await sender(options).send(post(url.href), anywhere)).toMatchObject({ status: 200 });
    url.port = "9";
    expect(await sender(options).send(post(url.href), anywhere)).toMatchObject(outside);
  });

  it("is not called by a name that leads there at the second look: each connection is looked at by itself", async () => {
    const url = await named((_, response) => response.writeHead(200, { connection: "close" }).end("fine"));
    const allowed = { count: 0 };
    // The first look is the operator's: so a server on this machine stands for one on the internet.
    const mayBeInside = () => ++allowed.count === 1;
    const rebound = sender({ lookup: saying(["127.0.0.1"]), mayBeInside });
    expect(await rebound.send(post(url.href), anywhere)).toMatchObject({ status: 200 });
    expect(await rebound.send(post(url.href), anywhere)).toMatchObject(outside);
  });
});

describe("a request that never left", () => {
  it("F29 is told apart when nobody listens", async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, "127.0.0.1", () => {
        const address = closed.address();
        closed.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      }),
    );
    const outcome = await testSender().send(post(`http://127.0.0.1:${port}/`), anywhere);
    expect(outcome).toMatchObject({ kind: "no_answer", sent: false, reason: "refused" });
  });

  it("F29 is told apart when the name does not resolve", async () => {
    // A label of 64 characters cannot be a name: the resolver says so without asking a network.
    const outcome = await testSender().send(post(`https://${"x".repeat(64)}.example/`), anywhere);
    expect(outcome).toMatchObject({ kind: "no_answer", sent: false, reason: "dns" });
  });

  it.each([
    ["an unknown authority", goodServer, {}],
    ["another host's certificate", wrongHostServer, { ca: testAuthority }],
    ["an ended certificate", expiredServer, { ca: testAuthority }],
  ])("F29 fails closed on %s, and the gateway never sees the request", async (_, credentials, options) => {
    const url = await startTlsGateway(credentials, () => expect.unreachable());
    const outcome = await testSender(options).send(post(url), anywhere);
    expect(outcome).toMatchObject({ kind: "no_answer", sent: false, reason: "tls" });
  });

  it("F29 fails closed when the far side speaks no TLS", async () => {
    const url = await startRaw((socket) => socket.end(ok("{}")));
    const outcome = await testSender().send(post(url.replace("http:", "https:")), anywhere);
    expect(outcome).toMatchObject({ kind: "no_answer", sent: false, reason: "tls" });
  });

  it("is told apart when the handshake hangs until the deadline", async () => {
    const url = await startRaw(() => undefined);
    const outcome = await testSender().send(post(url.replace("http:", "https:")), soon);
    expect(outcome).toMatchObject({ kind: "no_answer", sent: false, reason: "timeout" });
  });

  it("ends at the deadline for the connection, with the rest of the time for another host", async () => {
    const url = await startRaw(() => undefined);
    const outcome = await testSender().send(post(url.replace("http:", "https:")), { ...anywhere, connectMs: 100 });
    expect(outcome).toMatchObject({ kind: "no_answer", sent: false, reason: "timeout" });
    expect(outcome.ms).toBeLessThan(2000);
  });

  it("is not what a proved certificate leads to", async () => {
    const url = await startTlsGateway(goodServer, (_, response) => response.end("fine"));
    const outcome = await testSender({ ca: testAuthority }).send(post(url), anywhere);
    expect(outcome).toMatchObject({ kind: "answer", status: 200 });
  });
});

describe("a request that may have arrived", () => {
  it("F28 ends at the deadline when the gateway says nothing, and later data do no harm", async () => {
    let late: Socket | undefined;
    const url = await startRaw((socket) => {
      late = socket;
    });
    const outcome = await testSender().send(post(url), soon);
    expect(outcome).toMatchObject({ kind: "no_answer", sent: true, reason: "timeout" });
    expect(outcome.ms).toBeGreaterThanOrEqual(soon.deadlineMs - 10);
    expect(outcome.ms).toBeLessThan(2000);
    late?.end(ok("late"));
  });

  it("may take longer than its connection once that is ready, new or reused", async () => {
    const url = await startGateway((_, response) => void setTimeout(() => response.end("slow"), 150));
    const sender = testSender();
    for (let call = 0; call < 2; call++) {
      expect(await sender.send(post(url), { ...anywhere, connectMs: 100 })).toMatchObject({ status: 200 });
    }
  });

  it("F30 ends at the deadline when the answer drips", async () => {
    const url = await startRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
      const drip = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    expect(await testSender().send(post(url), soon)).toMatchObject({ sent: true, reason: "timeout" });
  });

  it("F30 ends when the connection is cut in the middle of the body", async () => {
    const url = await startRaw((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"));
    expect(await testSender().send(post(url), anywhere)).toMatchObject({ sent: true, reason: "reset" });
  });

  it("F30 ends at the byte limit, long before 100 MB", async () => {
    let written = 0;
    const url = await startGateway((_, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (written < 100 * 1024 * 1024 && response.write(chunk)) written += chunk.length;
      };
      response.on("drain", more);
      more();
    });
    expect(await testSender().send(post(url), anywhere)).toMatchObject({ sent: true, reason: "too_large" });
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it("F30 does not unpack a compressed bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    const url = await startGateway((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    const answer = await testSender().send(post(url), anywhere);
    expect(answer.kind === "answer" && answer.body.equals(bomb)).toBe(true);
  });

  it("F31 is repeated once when a reused connection turns out dead", async () => {
    const sockets = new Set<Socket>();
    const url = await startRaw((socket, count) => {
      sockets.add(socket);
      if (count === 2) socket.resetAndDestroy();
      else socket.write(ok(String(count)));
    });
    const sender = testSender();
    const bodies = [];
    for (let call = 0; call < 2; call++) {
      const answer = await sender.send(post(url), anywhere);
      bodies.push(answer.kind === "answer" ? answer.body.toString() : answer);
    }
    expect(bodies).toEqual(["1", "3"]);
    expect(sockets.size).toBe(2);
  });

  it("F31 is repeated as another request where each must be another", async () => {
    const { url, sender } = await keptConnection();
    const request = { ...post(url), body: "dies", again: async () => ({ ...post(url), body: "a=2" }) };
    const answer = await sender.send(request, anywhere);
    expect(answer.kind === "answer" && answer.body.toString()).toBe("a=2");
  });

  it("F31 is not repeated when the deadline has passed while the other request was signed", async () => {
    const { url, sender, bodies } = await keptConnection();
    const again = async () => {
      await once(AbortSignal.timeout(soon.deadlineMs), "abort");
      return { ...post(url), body: "a=2" };
    };
    const late = await sender.send({ ...post(url), body: "dies", again }, soon);
    expect(late).toMatchObject({ kind: "no_answer", sent: true, reason: "timeout" });
    // A call that did come through: nothing else was on its way before it.
    await sender.send({ ...post(url), body: "a=3" }, anywhere);
    expect(bodies).toEqual(["a=1", "dies", "a=3"]);
  });

  it("F31 does not take a repeat that cannot be signed for a fault of the network", async () => {
    const { url, sender } = await keptConnection();
    const again = () => Promise.reject(new Error("no key"));
    await expect(sender.send({ ...post(url), body: "dies", again }, anywhere)).rejects.toThrow("no key");
  });

  it("F31 is not repeated when a fresh connection is reset", async () => {
    let requests = 0;
    const url = await startRaw((socket, count) => {
      requests = count;
      socket.resetAndDestroy();
    });
    expect(await testSender().send(post(url), anywhere)).toMatchObject({ sent: true, reason: "reset" });
    expect(requests).toBe(1);
  });

  it("F31 is not repeated once an answer has begun", async () => {
    let requests = 0;
    const url = await startRaw((socket, count) => {
      requests = count;
      if (count === 1) socket.write(ok("1"));
      else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", () => socket.resetAndDestroy());
    });
    const sender = testSender();
    await sender.send(post(url), anywhere);
    expect(await sender.send(post(url), anywhere)).toMatchObject({ sent: true, reason: "reset" });
    expect(requests).toBe(2);
  });
});
