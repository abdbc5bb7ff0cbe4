"use server";

import { getTranslations } from "next-intl/server";
import { action } from "#app/action.ts";
import { orderColumns } from "#components/office/export/order-columns.ts";
import { readOrderFilter } from "#components/office/order-filter.ts";
import { countForExport } from "#lib/orders/list/export-orders.ts";
import { orderWishInput } from "#lib/orders/list/schema.ts";
import { orderWish } from "./wish.ts";

/** How long the table would be, and what stands in it; asks for a young sign-in, so that the download itself finds one. */
export const countOrders = action(
  { name: "countOrders", takes: orderWishInput, refusal: "not_allowed", fresh: true },
  async ({ shop, staff }, input) => {
    const filter = orderWish(staff, readOrderFilter(input));
    if (filter === null) return { kind: "not_allowed" as const };
    const [counted, t] = await Promise.all([countForExport(shop, staff, filter), getTranslations("orders")]);
    if (counted.kind !== "counted") return counted;
    const columns = orderColumns(t, counted.currencies).map(({ name }) => name);
    return { kind: counted.kind, rows: counted.rows, columns };
  },
);
