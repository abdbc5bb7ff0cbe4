"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { useLockAfterSale } from "#components/lock/use-lock-after-sale.ts";
import { OwnTotals } from "#components/shift/own/own-totals.tsx";
import { useOwnTotals } from "#components/shift/own/use-own-totals.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { isUndecided } from "#lib/orders/view.ts";
import { payableCode } from "./code/payable-code.ts";
import { CodeHint } from "./deck/code-hint.tsx";
import { Idle } from "./deck/idle.tsx";
import { Strip } from "./deck/strip.tsx";
import { TillDialogs } from "./dialogs/till-dialogs.tsx";
import { Displays } from "./displays/displays.tsx";
import { EntryColumn } from "./entry/entry-column.tsx";
import { Header } from "./header.tsx";
import { gatewayLook } from "./health/gateway-look.ts";
import { Card } from "./live/card.tsx";
import { Recent } from "./recent.tsx";
import { RecentBar } from "./recent-bar.tsx";
import { type Register, type Store, StoreContext, type TillActions } from "./setting.ts";
import { PaidFlash } from "./sound/paid-flash.tsx";
import { useSound } from "./sound/use-sound.ts";
import { type MenuLink, TillMenu } from "./till-menu.tsx";
import { type TillModel, useTill } from "./use-till.ts";

type Props = {
  /** Who is signed in; null on a locked till. */
  userId: string | null;
  /** Who that is and what they may, in a word. */
  standing: string | null;
  store: Store;
  register: Register;
  actions: TillActions;
  /** Pages beside the till. */
  links: readonly MenuLink[];
  /** The user's menu, and a question to the user, made on the server. */
  menu: ReactNode;
  question: ReactNode;
};

/**
 * The till of one register. Desktop: recent, amount, live card. Tablet: amount, and live card above recent.
 * Phone: either the amount or the live card, full screen.
 */
export function Till({ userId, standing, store, register, actions, links, menu, question }: Props) {
  const till = useTill(store, register.id, actions);
  const sound = useSound({ store, register, save: actions.saveRegister, till });
  const { feed, top, now, pick } = till;
  const own = useOwnTotals({
    userId,
    registerId: register.id,
    shift: feed.facts?.shift ?? null,
    orders: feed.orders,
    read: actions.ownTotals,
  });
  useLockAfterSale(top);
  const list = { orders: feed.orders, shown: top?.id ?? null, loaded: feed.lastWordAt !== null, now, pick };
  return (
    <StoreContext value={store}>
      <div className="flex h-dvh min-h-0 flex-col">
        <Header
          registerName={register.name}
          contact={till.contact}
          health={feed.facts?.health ?? null}
          explainHealth={() => till.setDialog("health")}
          menu={
            <TillMenu
              links={links}
              lookUp={() => till.setDialog("lookUp")}
              volume={sound.register.volume}
              setSound={() => till.setDialog("sound")}
              showKeys={() => till.setDialog("help")}
            />
          }
          userMenu={menu}
        />
        {question}
        <main className="grid min-h-0 flex-1 grid-cols-1 tablet:grid-cols-[minmax(0,1fr)_26.5rem] desktop:grid-cols-[minmax(17rem,1fr)_29rem_28rem]">
          <Entry till={till} />
          <div
            className={`min-h-0 flex-col gap-2 overflow-y-auto tablet:flex tablet:border-line tablet:border-l tablet:p-2 desktop:contents ${till.screen === "live" ? "flex" : "hidden"}`}
          >
            <Live till={till} />
            <RecentColumn crowded={till.others.length > 0} own={own}>
              <Recent {...list} />
            </RecentColumn>
          </div>
        </main>
      </div>
      <TillDialogs standing={standing} till={till} list={list} own={own} sound={sound} />
      <Displays registerId={register.id} actions={actions.displays} />
      {sound.flash !== null && <PaidFlash amount={sound.flash} />}
    </StoreContext>
  );
}

function Entry({ till }: { till: TillModel }) {
  const t = useTranslations("till");
  const { top, refused } = till;
  return (
    <section
      aria-label={t("entry.region")}
      className={`min-h-0 flex-col overflow-y-auto bg-card px-4 pt-1 pb-3 tablet:flex tablet:p-3 desktop:col-start-2 desktop:row-start-1 desktop:border-line desktop:border-l desktop:px-6 desktop:py-5 ${till.screen === "entry" ? "flex" : "hidden"}`}
    >
      {till.round.length > 0 && (
        <Strip
          orders={till.round}
          shown={null}
          now={till.now}
          pick={till.pick}
          showAll={() => till.setDialog("waiting")}
          className="mb-1 flex-none tablet:hidden"
        />
      )}
      <EntryColumn
        pad={till.pad}
        act={till.enter}
        reference={till.reference}
        onReference={till.setReference}
        askReference={() => till.setDialog("reference")}
        lookUp={till.askLookUp}
        total={till.total}
        state={till.state}
        down={gatewayLook(till.feed.facts?.health ?? null) === "down"}
        refused={refused === null ? null : t(`refused.${refused}`)}
        charge={till.chargeEntry}
        showKeys={() => till.setDialog("help")}
        next={top !== null && isUndecided(top.state)}
      >
        <RecentBar
          last={till.feed.orders.find(({ state }) => !isUndecided(state)) ?? null}
          now={till.now}
          onOpen={() => till.setDialog("recent")}
        />
      </EntryColumn>
    </section>
  );
}

function Live({ till }: { till: TillModel }) {
  const t = useTranslations("till.live");
  const { top, others, pad } = till;
  const code = top !== null && payableCode(top, till.now) !== null;
  // On a low tablet the card and its tabs keep their height, and the column scrolls: nothing may lie over them.
  return (
    <section
      aria-label={t("region")}
      className={`flex flex-col max-tablet:flex-1 tablet:flex-[0_1_auto] tablet:gap-2 desktop:col-start-3 desktop:row-start-1 desktop:overflow-y-auto desktop:border-line desktop:border-l desktop:px-6 desktop:py-5 ${top === null ? "min-h-0" : "max-tablet:min-h-0 tablet:min-h-152 desktop:min-h-0"}`}
    >
      <div className="flex flex-wrap items-center gap-x-2 px-4 py-1 max-tablet:border-line max-tablet:border-b max-tablet:bg-card tablet:contents">
        <Button
          look="plain"
          className="-ml-3 shrink-0 whitespace-nowrap px-3! tablet:hidden"
          onClick={() => till.setScreen("entry")}
        >
          <Icon name="plus" />
          {t("newSale")}
        </Button>
        {others.length > 0 && (
          <Strip
            orders={till.round}
            shown={top?.id ?? null}
            now={till.now}
            pick={till.pick}
            showAll={() => till.setDialog("waiting")}
            className="min-w-0 flex-1 tablet:flex-none"
          />
        )}
      </div>
      {code && others.length === 0 && <CodeHint />}
      {top === null ? (
        <Idle />
      ) : (
        <Card
          key={top.id}
          order={top}
          now={till.now}
          lost={till.contact.lost}
          steps={till.steps}
          awaited={till.isWatched(top)}
          focused={pad.entry.typed === "" && pad.entry.lines.length === 0}
          hold={() => till.pick(top.id)}
          leave={() => till.putAway("leave", top)}
          park={() => till.putAway("park", top)}
          chargeAgain={() => till.chargeAgain(top)}
          lookUp={() => till.setDialog("lookUp")}
        />
      )}
    </section>
  );
}

type RecentProps = { crowded: boolean; own: ComponentProps<typeof OwnTotals>["totals"]; children: ReactNode };

/** On a tablet the strip of other orders takes the room of the recent ones. */
function RecentColumn({ crowded, own, children }: RecentProps) {
  const t = useTranslations("till.recent");
  return (
    <section
      aria-labelledby="recent"
      className={`min-h-11 flex-1 flex-col overflow-y-auto px-3 desktop:col-start-1 desktop:row-start-1 desktop:flex desktop:px-6 desktop:py-5 ${crowded ? "hidden" : "hidden tablet:flex"}`}
    >
      <div className="flex min-h-11 flex-none items-center justify-between gap-3">
        <h2 id="recent" className="font-semibold text-table">
          {t("title")}
        </h2>
        <OwnTotals totals={own} />
      </div>
      {children}
    </section>
  );
}
