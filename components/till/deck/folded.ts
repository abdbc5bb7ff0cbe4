import type { OrderView } from "#lib/orders/view.ts";

/** Widths of a tab, of the gap between two, and of the key that leads to the rest, in rem. */
const TAB = 7.25;
const GAP = 0.5;
const REST = 3.25;

/** How many tabs stand side by side, with room for the key to the others where not all of them do. */
export function tabsThatFit(count: number, { width, rem }: { width: number; rem: number }): number {
  const tabsIn = (room: number) => Math.max(0, Math.floor((room / rem + GAP) / (TAB + GAP)));
  const all = tabsIn(width);
  return all >= count ? count : Math.min(count, tabsIn(width - (REST + GAP) * rem));
}

/** The first so many orders; the one that is shown is always among them, in the last place if need be. */
export function foldedTabs(orders: readonly OrderView[], shown: string | null, places: number): OrderView[] {
  const first = orders.slice(0, places);
  const current = orders.find(({ id }) => id === shown);
  if (current === undefined || places === 0 || first.includes(current)) return first;
  return [...first.slice(0, -1), current];
}
