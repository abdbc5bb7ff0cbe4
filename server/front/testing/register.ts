import { asUser } from "#lib/auth/find-viewer.ts";
import type { OrderView, RegisterFacts, TillState } from "#lib/orders/view.ts";
import type { Every } from "../machine/streams.ts";
import type { FrontPorts } from "../ports.ts";

export const REGISTER = "01890000-0000-7000-8000-000000000001";

const order = (id: string, revision: number, state: TillState): OrderView => ({
  id,
  revision,
  state,
  isOver: false,
  codes: 1,
  canRefresh: false,
  refreshing: false,
  since: "2026-01-01T00:00:00Z",
  amount: { minor: "100", currency: "CNY" },
  lines: [],
  reference: null,
  registerName: "Till 1",
  cashierName: "Li",
  createdAt: "2026-01-01T00:00:00Z",
  generation: "openapi",
  code: null,
  buyer: null,
  paidAt: null,
  tradeTail: null,
  refundable: null,
  refundCancels: false,
  refund: null,
  check: { count: 0, at: null, answer: null },
  failure: null,
  possibleDouble: false,
  receiptToken: null,
  practice: false,
});

/** A register whose orders a test moves by hand. Cookies are user names; `signedIn` and `allowed` say who may. */
export const createRegister = () => {
  const orders = new Map<string, OrderView>();
  const listeners = new Set<(about: "orders" | "place") => void>();
  const tasks = new Set<() => void>();
  const register = {
    signedIn: new Set(["li", "wang"]),
    allowed: new Set(["li", "wang"]),
    /** Users in whose name was read. */
    reads: [] as string[],
    /** How often a session was looked at. */
    checks: 0,
    /** Runs before each read: tests hold it up or let it fail here. */
    beforeRead: async (): Promise<void> => {},
    facts: { shift: null, requireShift: false, health: null } as RegisterFacts,
    put: (id: string, revision: number, state: TillState) => orders.set(id, order(id, revision, state)),
    replace: (view: OrderView) => orders.set(view.id, view),
    hint: () => {
      for (const listener of [...listeners]) listener("orders");
    },
    /** Something else than an order changed, perhaps who may look. */
    move: () => {
      for (const listener of [...listeners]) listener("place");
    },
    /** One turn of the clock that the streams were given. */
    tick: () => {
      for (const task of [...tasks]) task();
    },
    listeners: () => listeners.size,
    clocks: () => tasks.size,
  };
  const ports: Pick<FrontPorts, "viewer" | "seesRegister" | "registerView" | "subscribe"> = {
    viewer: async (cookie) => {
      register.checks += 1;
      return cookie && register.signedIn.has(cookie) ? asUser(cookie) : null;
    },
    seesRegister: async ({ userId }) => userId !== null && register.allowed.has(userId),
    registerView: async ({ userId }, registerId) => {
      if (userId === null) return null;
      register.reads.push(userId);
      const found = [...orders.values()];
      await register.beforeRead();
      if (registerId !== REGISTER || !register.allowed.has(userId)) return null;
      return { now: `read ${register.reads.length}`, orders: found, facts: register.facts };
    },
    subscribe: (_registerId, onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
  const every: Every = (_ms, task) => {
    tasks.add(task);
    return () => tasks.delete(task);
  };
  return { register, ports, every };
};
