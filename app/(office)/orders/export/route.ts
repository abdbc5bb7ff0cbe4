import { getTranslations } from "next-intl/server";
import { download } from "#app/download.ts";
import { orderColumns } from "#components/office/export/order-columns.ts";
import { readOrderFilter } from "#components/office/order-filter.ts";
import { csvStream } from "#lib/csv/write-csv.ts";
import { countForExport, exportOrders } from "#lib/orders/list/export-orders.ts";
import { orderWish } from "../wish.ts";

/** What moved with the orders of the list, as a table, for whoever sees the list. */
export const POST = download({
  ...{ page: "/orders", name: "orders" },
  async begin({ shop, staff, doer, query }) {
    const filter = orderWish(staff, readOrderFilter(query));
    if (filter === null) return { kind: "not_allowed" };
    const counted = await countForExport(shop, staff, filter);
    if (counted.kind !== "counted") return counted;
    const [begun, t] = await Promise.all([exportOrders(shop, { staff, doer }, filter), getTranslations("orders")]);
    return begun.kind === "begun"
      ? { kind: "begun", file: csvStream(orderColumns(t, counted.currencies), begun.pages) }
      : begun;
  },
});
