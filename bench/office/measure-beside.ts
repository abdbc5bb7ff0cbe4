// What notices and charges wait for while somebody reads reports and downloads all orders of a large store.
import type { App } from "../../e2e/fixtures/app.ts";
import { CHARGE_P99_MS, CHARGES_A_SECOND, playCharges } from "../charge/charge.ts";
import { startChild } from "../child.ts";
import { medianOf, type Summary } from "../measure/statistics.ts";
import { ANSWER_MS, NOTICES_A_SECOND, playNotices } from "../notify/rate.ts";
import { type Result, time } from "../part.ts";
import { openBenchShop } from "../shop/bench-shop.ts";
import type { VisitOrder, VisitReport } from "./visit-office.ts";

type Beside = { rounds: number /** Of the gateway that charges meet. */; port: number; storeId: string };

export async function measureBeside(app: App, { rounds, port, storeId }: Beside): Promise<Result[]> {
  const shop = await openBenchShop(app);
  await playNotices(shop);
  const { baseURL, owner } = app;
  const order: VisitOrder = { baseURL, owner, storeId };
  const visitor = await startChild(new URL("./visit-office.ts", import.meta.url), order);
  const notices: Summary[] = [];
  for (let round = 0; round < rounds; round++) notices.push(await playNotices(shop));
  const charges = await playCharges(app, rounds, port);
  const { seconds, reports, lines } = (await visitor.ask("stop")) as VisitReport;
  await visitor.end();
  await shop.close();
  if (reports === 0 || lines === 0) throw new Error("nobody was in the office");
  console.log(
    `office meanwhile: ${(reports / seconds).toFixed(1)} reports and ${Math.round(lines / seconds)} lines a second`,
  );
  const answered = medianOf(notices);
  const beside = (name: string) => `office: ${name} a second, a report and an export beside`;
  return [
    time(beside(`notification answered at ${NOTICES_A_SECOND}`), answered.p99, ANSWER_MS),
    time(beside(`charge without the gateway's time, ${CHARGES_A_SECOND}`), charges.p99, CHARGE_P99_MS),
  ];
}
