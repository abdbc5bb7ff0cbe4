import { expect } from "@playwright/test";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/shop.ts";

const SECRET = "c2VjcmV0LXRoYXQtbm9ib2R5LXJlYWRz";

test("S20 B49 what a page throws is a line of the log with its route, and neither the page nor the log says what the address did", async ({
  app,
  database,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Olga", "9265", "owner");
  const cookie = await owner.signIn();
  // No clock on Earth shows it: whoever asks for its days throws.
  await database.rows("update store set time_zone = 'Mars/Base' where id = $1", [counter.storeId]);
  const from = app.log().length;
  const answer = await fetch(`${app.baseURL}/orders?storeId=${counter.storeId}&secret=${SECRET}`, {
    headers: { cookie },
  });
  expect(answer.status).toBe(500);
  const page = await answer.text();
  expect(page).not.toMatch(/Mars|node_modules|RangeError/);
  const lines = () => app.log().slice(from).split("\n").slice(0, -1);
  await expect.poll(() => lines().join("\n")).toContain('"event":"request_failed"');
  const failed = lines().find((line) => line.includes('"event":"request_failed"')) ?? "";
  expect(JSON.parse(failed)).toMatchObject({
    level: "error",
    method: "GET",
    route: "/orders",
    error: expect.any(String),
  });
  expect(page).toContain(JSON.parse(failed).reference);
  expect(app.log().slice(from)).not.toContain(SECRET);
  expect(lines().filter((line) => !line.startsWith("{"))).toEqual([]);
});
