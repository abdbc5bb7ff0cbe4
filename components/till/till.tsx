"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useReducer, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import { isUndecided, type OrderView } from "#lib/orders/view.ts";
import { HelpDialog } from "./dialogs/help-dialog.tsx";
import { RecentDialog } from "./dialogs/recent-dialog.tsx";
import { ReferenceDialog } from "./dialogs/reference-dialog.tsx";
import { SessionDialog } from "./dialogs/session-dialog.tsx";
import { entryTotal, saleOf } from "./entry/amount-entry.ts";
import { chargeState } from "./entry/charge-state.ts";
import { EntryColumn } from "./entry/entry-column.tsx";
import type { KeyCommand } from "./entry/key-command.ts";
import { emptyPad, type PadAction, reducePad } from "./entry/pad.ts";
import { endsScan } from "./entry/scan-guard.ts";
import { useFeed } from "./feed/use-feed.ts";
import { Header } from "./header.tsx";
import { Card } from "./live/card.tsx";
import { dealt, emptyDeck, reduceDeck } from "./live/deck.ts";
import { Idle } from "./live/idle.tsx";
import { Strip } from "./live/strip.tsx";
import { Recent } from "./recent.tsx";
import { RecentBar } from "./recent-bar.tsx";
import { type Store, StoreContext, type TillActions } from "./setting.ts";
import { type Refused, type Sale, useCharge } from "./use-charge.ts";
import { useKeyboard } from "./use-keyboard.ts";
import { useOrderSteps } from "./use-order-steps.ts";

type Props = {
  store: Store;
  register: { id: string; name: string };
  actions: TillActions;
  /** The user's menu, made on the server. */
  menu: ReactNode;
};

/** The till of one register: amount on one side, live orders on the other, and the recent ones. */
export function Till({ store, register, actions, menu }: Props) {
  const t = useTranslations("till");
  const { feed, contact, tell } = useFeed(register.id);
  const now = useNow(feed.offset);
  const [deck, deal] = useReducer(reduceDeck, emptyDeck);
  const [pad, act] = useReducer(reducePad, store.currency, emptyPad);
  const [reference, setReference] = useState("");
  const [refused, setRefused] = useState<Refused | null>(null);
  const [dialog, setDialog] = useState<"reference" | "recent" | "help" | null>(null);
  /** Which screen a phone shows; unset until the cashier did something: a waiting order comes first then. */
  const [screen, setScreen] = useState<"entry" | "live" | null>(null);
  const { busy, send } = useCharge(actions.charge, register.id);
  const steps = useOrderSteps(actions, tell);

  useEffect(() => deal({ type: "orders", orders: feed.orders }), [feed.orders]);
  const { top, others } = dealt(deck, feed.orders);
  const shown = top === null ? "entry" : (screen ?? "live");
  const loaded = feed.lastWordAt !== null;

  async function charge(source: string, sale: Sale): Promise<boolean> {
    setRefused(null);
    const charged = await send(source, sale);
    if (charged.kind === "signed_out") tell({ type: "signed_out" });
    if (charged.kind === "refused") setRefused(charged.reason);
    if (charged.kind !== "created") return false;
    tell({ type: "order_answer", order: charged.order });
    pick(charged.order.id);
    return true;
  }

  async function chargeEntry() {
    const total = entryTotal(pad.entry);
    const { minAmount, maxAmount } = store;
    if (chargeState({ total, minAmount, maxAmount, contact, busy }).kind !== "ready") return;
    if (!(await charge("entry", { ...saleOf(pad.entry), reference }))) return;
    act({ type: "reset" });
    setReference("");
  }

  function pick(id: string) {
    deal({ type: "pick", id });
    setScreen("live");
  }

  function enter(action: PadAction) {
    setRefused(null);
    if (action.type !== "forget") setScreen("entry");
    act(action);
  }

  /** Goes round the orders in sight, newest first. */
  function step(by: 1 | -1) {
    if (top === null) return;
    const round = [top, ...others].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
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
      default:
        setDialog(command.kind);
    }
  }
  useKeyboard({ onCommand, onPaste: (text) => enter({ type: "paste", text }) });

  const list = { orders: feed.orders, shown: top?.id ?? null, loaded, now, pick };
  const empty = pad.entry.typed === "" && pad.entry.lines.length === 0;
  return (
    <StoreContext value={store}>
      <div className="flex h-dvh min-h-0 flex-col">
        <Header registerName={register.name} contact={contact} menu={menu} />
        <main className="grid min-h-0 flex-1 grid-cols-1 tablet:grid-cols-[minmax(0,1fr)_26.5rem] desktop:grid-cols-[minmax(17rem,1fr)_29rem_28rem]">
          <section
            aria-label={t("entry.region")}
            className={`min-h-0 flex-col overflow-y-auto bg-card px-4 pt-1 pb-3 tablet:flex tablet:p-3 desktop:col-start-2 desktop:row-start-1 desktop:border-line desktop:border-l desktop:px-6 desktop:py-5 ${shown === "entry" ? "flex" : "hidden"}`}
          >
            <Strip
              orders={top === null ? others : [top, ...others]}
              words="waiting"
              now={now}
              pick={pick}
              className="mb-1 tablet:hidden"
            />
            <EntryColumn
              pad={pad}
              act={enter}
              reference={reference}
              onReference={setReference}
              askReference={() => setDialog("reference")}
              contact={contact}
              busy={busy}
              refused={refused === null ? null : t(`refused.${refused}`)}
              charge={chargeEntry}
              showKeys={() => setDialog("help")}
              next={top !== null && isUndecided(top.state)}
            >
              <RecentBar
                last={feed.orders.find(({ state }) => !isUndecided(state)) ?? null}
                onOpen={() => setDialog("recent")}
              />
            </EntryColumn>
          </section>
          <div
            className={`min-h-0 flex-col gap-2 overflow-y-auto tablet:flex tablet:border-line tablet:border-l tablet:p-2 desktop:contents ${shown === "live" ? "flex" : "hidden"}`}
          >
            <section
              aria-label={t("live.region")}
              className="flex min-h-0 flex-col max-tablet:flex-1 tablet:gap-2 tablet:flex-[0_1_auto] desktop:col-start-3 desktop:row-start-1 desktop:overflow-y-auto desktop:border-line desktop:border-l desktop:px-6 desktop:py-5"
            >
              <div className="flex items-center gap-2 px-4 py-1 max-tablet:border-line max-tablet:border-b max-tablet:bg-card tablet:contents">
                <Button look="plain" className="-ml-3 px-3! tablet:hidden" onClick={() => setScreen("entry")}>
                  <Icon name="plus" />
                  {t("live.newSale")}
                </Button>
                <Strip
                  orders={others}
                  words={top === null ? "waiting" : "more"}
                  now={now}
                  pick={pick}
                  className="min-w-0"
                />
              </div>
              {top === null ? (
                <Idle />
              ) : (
                <Card
                  key={top.id}
                  order={top}
                  now={now}
                  lost={contact.lost}
                  steps={steps}
                  awaited={deck.watched.includes(top.id)}
                  focused={empty}
                  leave={() => leave(top)}
                  park={() => {
                    deal({ type: "park", id: top.id });
                    setScreen("entry");
                  }}
                  chargeAgain={() => charge(top.id, saleAgain(top))}
                />
              )}
            </section>
            <section
              aria-labelledby="recent"
              className={`min-h-11 flex-1 flex-col overflow-y-auto px-3 desktop:col-start-1 desktop:row-start-1 desktop:flex desktop:px-6 desktop:py-5 ${others.length === 0 ? "hidden tablet:flex" : "hidden"}`}
            >
              <h2 id="recent" className="flex min-h-11 flex-none items-center font-semibold text-table">
                {t("recent.title")}
              </h2>
              <Recent {...list} />
            </section>
          </div>
        </main>
      </div>
      {dialog === "reference" && (
        <ReferenceDialog
          reference={reference}
          onClose={() => setDialog(null)}
          onSave={(text) => {
            setReference(text);
            setDialog(null);
          }}
        />
      )}
      {dialog === "recent" && <RecentDialog {...list} onClose={() => setDialog(null)} />}
      {dialog === "help" && <HelpDialog onClose={() => setDialog(null)} />}
      {feed.signedOut && <SessionDialog />}
    </StoreContext>
  );

  function leave(order: OrderView) {
    deal({ type: "leave", id: order.id });
    setScreen("entry");
  }
}

/** The same sale once more: amount, lines and reference as they were. */
function saleAgain(order: OrderView): Sale {
  const { currency } = order.amount;
  return {
    amount: decimalText(fromMoneyText(order.amount)),
    lines: order.lines.map((minor) => decimalText({ minor: BigInt(minor), currency })),
    reference: order.reference ?? "",
  };
}
