import { viewerKey } from "#lib/auth/find-viewer.ts";
import { isUndecided, type OrderView, type RegisterView } from "#lib/orders/view.ts";
import type { FrontPorts } from "../ports.ts";
import type { Send, Writer } from "./stream.ts";
import type { Source } from "./streams.ts";

type Ports = Pick<FrontPorts, "viewer" | "seesRegister" | "registerView">;

/** What tills are told: everything about their register. */
export const registerSource = ({ viewer, seesRegister, registerView }: Ports) =>
  ({
    viewer,
    sees: seesRegister,
    keyOf: viewerKey,
    read: registerView,
    isLively: (view) => view.orders.some((order) => isUndecided(order.state)),
    writer: writeRegister,
  }) satisfies Source<NonNullable<Awaited<ReturnType<Ports["viewer"]>>>, RegisterView>;

const revisions = (orders: OrderView[]) => new Map(orders.map((order) => [order.id, order.revision]));

/** Sends the orders of which the reader has an older revision, and the register's facts when they are others. */
const writeRegister = (send: Send): Writer<RegisterView> => {
  /** Revisions that were sent, of the orders that the register still shows. */
  let sent = new Map<string, number>();
  let told = "";
  return {
    begin: (view) => {
      sent = revisions(view.orders);
      told = JSON.stringify(view.facts);
      send("snapshot", view);
    },
    show: ({ now, orders, facts }) => {
      for (const order of orders) {
        if (order.revision > (sent.get(order.id) ?? -1)) send("order", { now, order });
      }
      sent = revisions(orders);
      const is = JSON.stringify(facts);
      if (is !== told) send("facts", { now, facts });
      told = is;
    },
    beat: ({ now }) => send("beat", { now }),
  };
};
