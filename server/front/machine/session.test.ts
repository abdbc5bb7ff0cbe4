import { expect, it } from "vitest";
import { call } from "../testing/call.ts";
import { startFront } from "../testing/start-front.ts";

it("S2 S20 tells an open page whether somebody is still signed in, and nothing else", async () => {
  const staff = new Set(["li"]);
  const { port } = await startFront({ ports: { signedIn: async (cookie) => staff.has(cookie ?? "") } });
  const ask = (cookie: string) => call(port, "/session", { headers: { cookie } });
  expect(await ask("li")).toMatchObject({ status: 200, body: '{"signedIn":true}' });
  staff.delete("li");
  expect(await ask("li")).toMatchObject({ status: 401, body: '{"error":"signed_out"}' });
  expect(await call(port, "/session", { method: "POST", headers: { origin: "http://127.0.0.1" } })).toMatchObject({
    status: 405,
  });
});
