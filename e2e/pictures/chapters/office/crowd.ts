import { expect } from "@playwright/test";
import type { Studio } from "../../studio.ts";
import { openOwnStore } from "./own-store.ts";

const STORES = 40;
const PEOPLE = 60;

/** A merchant of 40 stores, and a store of 60 people. */
export async function takeCrowd(studio: Studio): Promise<void> {
  const { database, page, take } = studio;
  const { storeId, owner } = await openOwnStore(studio);
  for (let at = 1; at <= STORES; at++) {
    const id = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
    const name = at % 2 ? `人民广场 ${at} 号店` : `Bund Coffee ${at}, Nanjing Road East Pedestrian Street`;
    await database.rows("update store set name = $2 where id = $1", [id, name]);
    await database.rows("delete from membership where store_id = $1", [id]);
    await database.rows("insert into membership (user_id, store_id, role) values ($1, $2, 'owner')", [owner.id, id]);
  }
  await page.goto("/stores");
  await expect(page.locator("[data-store]")).toHaveCount(STORES + 1);
  await take("stores-many");
  await page.locator("input[type=search]").fill("nowhere");
  await take("stores-none");
  await page.goto("/orders");
  await take("orders-many-stores");
  await page.goto("/staff");
  await page.locator("input[type=search]").fill("广场 1");
  await take("staff-search");
  await database.rows("delete from membership where user_id = $1 and store_id <> $2", [owner.id, storeId]);
  for (let at = 1; at <= PEOPLE; at++) {
    const id = await database.makeCashier();
    const name = ["Li Na", "王小明", "Alexandra Featherstonehaugh", "欧阳娜娜", "Chen Bo"][at % 5] ?? "";
    await database.rows("update app_user set name = $2, login = $3 where id = $1", [
      ...[id, `${name} ${at}`, `staff.${at}.${id.slice(0, 4)}`],
    ]);
    await database.rows("delete from membership where user_id = $1", [id]);
    await database.rows("insert into membership (user_id, store_id, role) values ($1, $2, 'cashier')", [id, storeId]);
  }
  await page.goto("/staff");
  await expect(page.locator("[data-member]")).toHaveCount(PEOPLE + 1);
  await take("staff-many");
}
