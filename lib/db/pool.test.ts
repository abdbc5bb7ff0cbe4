import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { isTooBusy, openReportPool } from "./pool.ts";

/** A database that takes connections and says nothing: as one that has too much to do. */
const taken = new Set<Socket>();
const silent: Server = createServer((socket) => taken.add(socket));

afterEach(() => {
  for (const socket of taken) socket.destroy();
  silent.close();
});

it("F15 calls a database too busy that answers no connection in time, new ones and those that wait for room", async () => {
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  const pool = openReportPool(`postgres://shop@127.0.0.1:${port}/shop`);
  const asked = await Promise.allSettled(Array.from({ length: 4 }, () => pool.query("select 1")));
  expect(asked.map((one) => one.status === "rejected" && isTooBusy(one.reason))).toEqual([true, true, true, true]);
  await pool.end();
});
