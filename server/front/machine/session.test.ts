import { expect, it } from "vitest";
import { call } from "../testing/call.ts";
import { startFront } from "../testing/start-front.ts";

it("S2 tells an open page whether whoever opened it is still the same and may the same, and nothing else", async () => {
  const staff = new Map([["li", "cashier"]]);
  const { port } = await startFront({ ports: { standing: async (cookie) => staff.get(cookie ?? "") ?? null } });
  const ask = (cookie: string) => call(port, "/session", { headers: { cookie } });
  expect(await ask("li")).toMatchObject({ status: 200, body: '{"standing":"cashier"}' });
  staff.set("li", "manager");
  expect(await ask("li")).toMatchObject({ status: 200, body: '{"standing":"manager"}' });
  staff.delete("li");
  const { status, body, headers } = await ask("li");
  expect([status, body, headers["cache-control"]]).toEqual([200, '{"standing":null}', "no-store"]);
  expect(await call(port, "/session", { method: "POST", headers: { origin: "http://127.0.0.1" } })).toMatchObject({
    status: 405,
  });
});
