"use client";

import { useEffect, useReducer, useState } from "react";
import { useNow } from "#components/ui/use-now.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import { isUndecided, type OrderView } from "#lib/orders/view.ts";
import { type SecondLook, secondLook } from "./confirm/second-look.ts";
import { dealt, emptyDeck, reduceDeck } from "./deck/deck.ts";
import { entryTotal, saleOf } from "./entry/amount-entry.ts";
import { chargeState } from "./entry/charge-state.ts";
import type { KeyCommand } from "./entry/key-command.ts";
import { emptyPad, type PadAction, reducePad } from "./entry/pad.ts";
import { endsScan } from "./entry/scan-guard.ts";
import { useFeed } from "./feed/use-feed.ts";
import type { Store, TillActions } from "./setting.ts";
import { TILL_MENU } from "./till-menu.tsx";
import { type Refused, type Sale, useCharge } from "./use-charge.ts";
import { useKeyboard } from "./use-keyboard.ts";
import { useOrderSteps } from "./use-order-steps.ts";

/** The source of a sale that was typed; that of one that is charged again is its order. */
const ENTRY = "entry";

export type TillDialog = "reference" | "recent" | "waiting" | "help" | "health" | "lookUp" | "sound";

/** All that moves on a till: the amount, the orders in sight, what the server says, and what the cashier does. */
export function useTill(store: Store, registerId: string, actions: TillActions) {
  const { feed, contact, tell } = useFeed(registerId);
  const now = useNow(feed.offset);
  const [deck, deal] = useReducer(reduceDeck, emptyDeck);
  // A store without an account sells in no currency: nothing can be charged there.
  const [pad, act] = useReducer(reducePad, store, ({ currencies, centsFirst }) =>
    emptyPad(currencies[0]?.currency ?? "", centsFirst),
  );
  const [reference, setReference] = useState("");
  const [refused, setRefused] = useState<Refused | null>(null);
  /** A sale that is read once more before it is charged. */
  const [asking, setAsking] = useState<{ source: string; sale: Sale; look: SecondLook } | null>(null);
  const [dialog, setDialog] = useState<TillDialog | null>(null);
  /** A number that was scanned, to begin a look-up with. */
  const [number, setNumber] = useState("");
  /** Which screen a phone shows; unset until the cashier did something: a waiting order comes first then. */
  const [screen, setScreen] = useState<"entry" | "live" | null>(null);
  const { busy, send, isAgain } = useCharge(actions.charge, registerId);
  const steps = useOrderSteps(actions, registerId, tell);

  useEffect(() => deal({ type: "orders", orders: feed.orders }), [feed.orders]);
  const { top, others } = dealt(deck, feed.orders);
  /** All of them, newest first. */
  const round = (top === null ? others : [top, ...others]).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));

  const total = entryTotal(pad.entry);
  const state = chargeState({ total, currencies: store.currencies, contact, feed, busy });

  /** Charges, or asks first where the amount is large or the same sale may be on its way already. */
  async function charge(source: string, sale: Sale, isSure = false): Promise<void> {
    setRefused(null);
    const look = isSure || isAgain(source) ? null : secondLook(sale, { ...store, orders: feed.orders });
    setAsking(look === null ? null : { source, sale, look });
    if (look !== null) return;
    if (source === ENTRY) act({ type: "sent" });
    const charged = await send(source, sale);
    if (source === ENTRY) act({ type: charged.kind === "created" ? "charged" : "refused" });
    if (charged.kind === "signed_out") tell({ type: "signed_out" });
    if (charged.kind === "refused") setRefused(charged.reason);
    if (charged.kind !== "created") return;
    tell({ type: "order_answer", order: charged.order });
    putOnTop(charged.order.id);
    // What was written for the next sale meanwhile stays.
    if (source === ENTRY) setReference((now) => (now === sale.reference ? "" : now));
  }

  function chargeEntry() {
    if (state.kind === "ready") charge(ENTRY, { ...saleOf(pad.entry), reference });
  }

  function putOnTop(id: string) {
    if (top !== null && top.id !== id && !isUndecided(top.state) && isCardInSight())
      deal({ type: "leave", id: top.id });
    deal({ type: "pick", id });
    setScreen("live");
  }

  /** What the cashier looks at, the customer sees. Not awaited, and lost without harm: the next sale is shown by itself. */
  function pick(id: string) {
    putOnTop(id);
    actions.showOrder({ orderId: id }).catch(() => {});
  }

  function putAway(type: "leave" | "park", { id }: OrderView) {
    deal({ type, id });
    setScreen("entry");
  }

  function enter(action: PadAction) {
    if (action.type !== "forget") {
      setRefused(null);
      setScreen("entry");
    }
    act(action);
  }

  /** Goes round the orders in sight, newest first. */
  function step(by: 1 | -1) {
    if (top === null) return;
    const order = round.at((round.indexOf(top) + by) % round.length);
    if (order !== undefined) pick(order.id);
  }

  function onCommand(command: KeyCommand, at: number) {
    switch (command.kind) {
      case "entry":
        if (command.action.type === "digits") return enter({ type: "typed", digit: command.action.digits, at });
        return enter(command.action);
      case "charge":
        if (!endsScan(pad.burst, at)) chargeEntry();
        return;
      case "num_lock":
        return enter({ type: "num_lock" });
      case "next_order":
        return step(1);
      case "previous_order":
        return step(-1);
      case "commands":
        document.getElementById(TILL_MENU)?.togglePopover();
        return;
      case "help":
        // A single character, as the letters of a card are.
        if (store.letters) setDialog("help");
        return;
      default:
        setDialog(command.kind);
    }
  }
  useKeyboard({ onCommand, onPaste: (text) => enter({ type: "paste", text }) });

  return {
    feed,
    signedOut: () => tell({ type: "signed_out" }),
    locked: () => tell({ type: "locked" }),
    contact,
    tell,
    now,
    pad,
    enter,
    reference,
    setReference,
    refused,
    total,
    state,
    chargeEntry,
    asking: asking?.look ?? null,
    confirmCharge: () => asking && charge(asking.source, asking.sale, true),
    dropCharge: () => setAsking(null),
    chargeAgain: (order: OrderView) => charge(order.id, saleAgain(order)),
    steps,
    top,
    others,
    round,
    /** True for an order whose end is awaited here. */
    isWatched: ({ id }: OrderView) => deck.watched.includes(id),
    pick,
    putAway,
    screen: top === null ? ("entry" as const) : (screen ?? "live"),
    setScreen,
    dialog,
    setDialog(wanted: TillDialog | null) {
      setDialog(wanted);
      setNumber("");
    },
    number,
    askLookUp(scanned: string) {
      setDialog("lookUp");
      setNumber(scanned);
    },
    lookUp: actions.lookUp,
    registerId,
  };
}

export type TillModel = ReturnType<typeof useTill>;

/** False on a phone that shows the amount: the end of an order that is not looked at was not seen. */
const isCardInSight = (): boolean => {
  const card = document.querySelector("article[data-order]");
  return card instanceof HTMLElement && card.offsetParent !== null;
};

/** The same sale once more: currency, amount, lines and reference as they were. */
function saleAgain(order: OrderView): Sale {
  const { currency } = order.amount;
  return {
    currency,
    amount: decimalText(fromMoneyText(order.amount)),
    lines: order.lines.map((minor) => decimalText({ minor: BigInt(minor), currency })),
    reference: order.reference ?? "",
  };
}
