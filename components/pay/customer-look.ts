import type { TillState } from "#lib/orders/view.ts";

/** While the outcome is open one thing counts for the customer, whatever the till is doing: not to pay twice. */
export function customerLook(state: TillState) {
  switch (state) {
    case "creating":
    case "waiting":
    case "scanned":
    case "cancelling":
      return "checking";
    default:
      return state;
  }
}
