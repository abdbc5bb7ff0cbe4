import type { OrderFilter } from "../list/queries.ts";

/** Every real order of somebody's stores. */
export const ALL_ORDERS: OrderFilter = {
  ...{ storeId: null, registerId: null, cashierId: null, currency: null, practice: false, from: null, until: null },
  ...{ state: null, least: null, most: null, search: null, olderThan: null },
};
