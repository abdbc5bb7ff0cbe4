import { expect } from "@playwright/test";
import { repeatUntold } from "../../../fixtures/notices/repeat-untold.ts";
import type { Studio } from "../../studio.ts";

/** Five weeks of two shops that open at nine, with a lunch hour, a weekend and a few refunds. */
const SUMS = `
  with shop as (
    select s.id, s.currency, s.time_zone, row_number() over (order by s.code) as n from store s where s.practice order by s.code limit 2
  ), person as (
    select id, row_number() over (order by created_at, id) as n from app_user order by created_at, id limit 3
  ), sold as (
    select shop.id as store_id, (now() at time zone shop.time_zone)::date - ago as day, hour, person.id as cashier_id, shop.currency,
      (7 - abs(hour - 13) / 2 + (ago * 7 + hour * 3 + person.n * 5) % 4 - (person.n + shop.n) / 2)::int
        * case when ago % 7 in (1, 2) then 2 else 1 end as many
    from shop, person, generate_series(0, 69) as ago, generate_series(9, 20) as hour
    where ago > 0 or hour <= extract(hour from now() at time zone shop.time_zone)
  ), money as (
    select store_id, day, hour, cashier_id, currency, many, many * 4350 + hour * 70 as paid, (hour % 9 = 0)::int as refunds
    from sold where many > 0
  ), people as (
    insert into cashier_sum (store_id, day, cashier_id, currency, payments, paid, refunds, refunded)
    select store_id, day, cashier_id, currency, sum(many), sum(paid), sum(refunds), sum(refunds) * 1250
    from money group by store_id, day, cashier_id, currency on conflict do nothing
  )
  insert into money_sum (store_id, day, hour, currency, payments, paid, refunds, refunded)
  select store_id, day, hour, currency, sum(many), sum(paid), sum(refunds), sum(refunds) * 1250
  from money group by store_id, day, hour, currency on conflict do nothing`;

const SCANS = `
  insert into scan_time_sum (store_id, day, seconds, payments)
  select s.id, (now() at time zone s.time_zone)::date - ago, seconds, greatest(1, 40 - abs(seconds - 5) * 6)
  from store s, generate_series(0, 34) as ago, unnest(array[1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 17, 24, 41, 75]) as seconds
  where s.practice on conflict do nothing`;

/** The dashboard with nothing, as it is on a first day, with weeks behind it, and when no notification comes. */
export async function takeDashboard({ page, database, take, openTill, sellPaid }: Studio): Promise<void> {
  const { orderId } = await sellPaid(await openTill(), "18.00");
  const shows = async (address: string, screen: string) => {
    await page.goto(address);
    await expect(page.getByRole("img").first()).toBeVisible();
    await take(screen);
  };
  await shows("/dashboard?from=2020-02-01&until=2020-02-29", "dashboard-none");
  await database.rows(SUMS);
  await database.rows(SCANS);
  await shows("/dashboard", "dashboard");
  await shows("/dashboard?range=lastMonth", "dashboard-month");
  for (const table of await page.locator("main details summary").all()) await table.click();
  await take("dashboard-tables");
  await database.rows("update notification set received_at = received_at - interval '1 day', order_id = null");
  await repeatUntold(database, orderId, 19);
  await shows("/dashboard", "dashboard-silent");
  await expect(page.locator("[data-silent]")).toBeVisible();
  await database.rows("delete from money_sum where day > current_date - 80");
  await database.rows("delete from cashier_sum where day > current_date - 80");
  await database.rows("delete from scan_time_sum");
}
