import { once } from "node:events";
import { Agent } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Reply } from "#lib/payments/gateway.ts";
import { begin, call } from "./testing/call.ts";
import { readEvents } from "./testing/read-events.ts";
import { createRegister, REGISTER } from "./testing/register.ts";
import { startBoth, startFront } from "./testing/start-front.ts";

const closed = async ({ listeners }: { listeners: () => number }) => {
  while (listeners() > 0) await nextTurn();
};

const FORM = { "content-type": "application/x-www-form-urlencoded" };

describe("F8 stopping", () => {
  it("lets open requests finish and takes no new ones", async () => {
    const finish = Promise.withResolvers<void>();
    const { port, front } = await startBoth(
      async (_req, res) => {
        res.write("first ");
        await finish.promise;
        res.end("last");
      },
      { limits: { stopMs: 60_000 } },
    );
    const agent = new Agent({ keepAlive: true });
    const answer = await begin(port, "/", { agent });
    const stopped = front.stop();
    await expect(call(port, "/healthz")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    finish.resolve();
    const parts = await answer.toArray();
    expect(Buffer.concat(parts).toString()).toBe("first last");
    // Ends at once, although the browser would have kept its connection.
    await stopped;
  });

  it("answers a notification that was being handled", async () => {
    const handled = Promise.withResolvers<Reply>();
    const begun = Promise.withResolvers<void>();
    const notify = () => {
      begun.resolve();
      return handled.promise;
    };
    const { port, front } = await startFront({ ports: { notify } });
    const answering = call(port, "/notify/openapi/t", { method: "POST", headers: FORM, body: "a=b" });
    await begun.promise;
    const stopped = front.stop();
    handled.resolve({ status: 200, contentType: "text/plain", body: "success" });
    expect(await answering).toMatchObject({ status: 200, body: "success" });
    await stopped;
  });

  it("ends the streams, so that they do not hold it up", async () => {
    const { ports, every } = createRegister();
    const { port, front } = await startFront({ ports, every, limits: { stopMs: 60_000 } });
    const stream = await readEvents(port, `/stream?register=${REGISTER}`, "li");
    expect((await stream.next())?.event).toBe("snapshot");
    const stopped = front.stop();
    expect(await stream.next()).toBeNull();
    await stopped;
  });

  it("begins no stream whose first read ends after the stop", async () => {
    const { register, ports, every } = createRegister();
    const { port, front } = await startFront({ ports, every, limits: { stopMs: 60_000 } });
    const held = Promise.withResolvers<void>();
    register.beforeRead = () => held.promise;
    const opening = call(port, `/stream?register=${REGISTER}`, { headers: { cookie: "li" } });
    while (register.reads.length === 0) await nextTurn();
    const stopped = front.stop();
    held.resolve();
    expect((await opening).status).toBe(503);
    await stopped;
  });

  it("cuts what is still open after its time", async () => {
    const { port, front } = await startBoth((_req, res) => res.write("for ever"), { limits: { stopMs: 20 } });
    const answer = await begin(port, "/");
    answer.resume();
    const cut = once(answer, "error");
    await front.stop();
    expect((await cut)[0]).toMatchObject({ code: "ECONNRESET" });
  });
});

describe("S22 the last line", () => {
  it("answers an unexpected error with a reference, which stands in the log beside its reason", async () => {
    const { port, logged } = await startFront({ ports: { ready: () => Promise.reject(new Error("secret")) } });
    const answer = await call(port, "/readyz");
    expect(answer.status).toBe(500);
    const reference = /^Something went wrong\. Reference: ([A-Z]{8})\n$/.exec(answer.body)?.[1];
    expect(logged).toMatchObject([{ level: "error", event: "front.failed", fields: { reference, error: "secret" } }]);
    expect(reference).toBeDefined();
    expect((await call(port, "/healthz")).body).toBe("ok");
  });
});

describe("S25 health", () => {
  it("says only ok, to anybody", async () => {
    const { port } = await startFront({ ports: { ready: async () => ({ ok: false, details: { database: "down" } }) } });
    const answer = await call(port, "/healthz", {
      headers: { host: "evil.example", "x-forwarded-for": "203.0.113.9" },
    });
    expect(answer).toMatchObject({ status: 200, body: "ok" });
    expect((await call(port, "/healthz", { method: "HEAD" })).status).toBe(200);
    expect((await call(port, "/healthz", { method: "POST" })).status).toBe(405);
  });

  it("tells details where they may be seen, with 503 when not ready", async () => {
    const { port } = await startFront({ ports: { ready: async () => ({ ok: false, details: { database: "down" } }) } });
    const answer = await call(port, "/readyz");
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body)).toEqual({ ok: false, database: "down" });
  });
});

describe("metrics", () => {
  it("count requests by endpoint and status, notifications by verdict, open streams, and the process", async () => {
    const { register, ports, every } = createRegister();
    const { port } = await startBoth((_req, res) => res.end(), { ports, every });
    await call(port, "/");
    await call(port, "/", { headers: { host: "evil.example" } });
    await call(port, "//");
    await call(port, "/notify/openapi/t", { method: "POST", headers: FORM, body: "a=b" });
    await call(port, "/notify/intl/t", { method: "POST", headers: FORM, body: "a=b" });
    const stream = await readEvents(port, `/stream?register=${REGISTER}`, "li");
    await stream.next();
    const { body, headers } = await call(port, "/metrics");
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = body.split("\n");
    for (const line of [
      'scantill_http_requests_total{endpoint="web",status="200"} 1',
      'scantill_http_requests_total{endpoint="web",status="421"} 1',
      'scantill_http_requests_total{endpoint="nobody",status="404"} 1',
      'scantill_http_requests_total{endpoint="notify",status="200"} 1',
      'scantill_http_requests_total{endpoint="notify",status="415"} 1',
      'scantill_http_request_seconds_count{endpoint="web"} 2',
      'scantill_http_request_seconds_bucket{endpoint="web",le="+Inf"} 2',
      'scantill_notifications_total{generation="openapi",verdict="answered"} 1',
      'scantill_notifications_total{generation="intl",verdict="bad_type"} 1',
      'scantill_open_streams{screen="till"} 1',
      "# TYPE scantill_http_request_seconds histogram",
    ]) {
      expect(lines).toContain(line);
    }
    for (const name of [
      "process_resident_memory_bytes",
      "nodejs_heap_used_bytes",
      "nodejs_eventloop_delay_p99_seconds",
    ]) {
      expect(body).toMatch(new RegExp(`^${name} [0-9.e-]+$`, "m"));
    }
    expect(body).toMatch(/\n$/);
    stream.leave();
    await closed(register);
    expect((await call(port, "/metrics")).body).not.toContain('seconds_count{endpoint="stream"}');
  });
});
