"use client";

import { useTranslations } from "next-intl";
import { Code } from "#components/till/code/code.tsx";
import { walletAddress } from "#components/till/live/keys.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { ChargeInput, ChargeResult } from "#lib/orders/commands.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { TestNews } from "#lib/stores/manage/commands.ts";
import type { AccountView } from "#lib/stores/manage/view.ts";
import { isAwaited, useTestSale } from "./use-test-sale.ts";

type Props = {
  storeId: string;
  sale: NonNullable<AccountView["testSale"]>;
  practice: boolean;
  charge: (input: ChargeInput) => Promise<ChargeResult>;
  testNews: TestNews;
  /** Lets the till page of this browser show the till of the sale. */
  chooseTill: (form: FormData) => Promise<void>;
  /** It is what is to be done on this page. */
  main?: boolean;
  /** Somebody has paid with the account before. */
  sold?: boolean;
};

/** The smallest sale, made to be paid by a real wallet: it waits for Alipay's notice, not only for the money (T4). */
export function TestSale({ storeId, sale, practice, charge, testNews, chooseTill, main = false, sold = false }: Props) {
  const t = useTranslations("stores.testSale");
  const { state, order, begin } = useTestSale({ storeId, charge, testNews });
  const { registerId, currency, amount } = sale;
  const named = `${currency} ${amount}`;

  async function start() {
    if (!(await begin({ registerId, currency, amount, reference: t("reference") }))) return;
    const form = new FormData();
    form.set("register", registerId);
    await chooseTill(form).catch(() => {});
  }

  return (
    <div className="grid justify-items-start gap-3" data-test-sale={state}>
      <p>{t(practice ? "practice" : "live", { amount: named })}</p>
      {order !== null && <PayHere order={order} amount={named} />}
      {isAwaited(state) ? (
        state === "open" && (
          <a href="/" target="_blank" rel="noreferrer" className={buttonClass("plain", "-ml-4")}>
            {t("open")}
          </a>
        )
      ) : (
        <Button
          look={main ? "primary" : "line"}
          className={main ? "min-h-13 px-8!" : ""}
          onClick={start}
          aria-disabled={state === "busy"}
        >
          {t("begin", { amount: named })}
        </Button>
      )}
      {state === "idle" && sold && (
        <div className="tone-paid w-full">
          <Note icon="paid">{t("sold")}</Note>
        </div>
      )}
      <div role="status" className="grid w-full gap-3 empty:hidden">
        {(state === "paid" || state === "noticed") && (
          <div className="tone-paid">
            <Note icon="paid">
              <b className="font-semibold">{t("received", { amount: named })}</b>
            </Note>
          </div>
        )}
        {state !== "idle" && state !== "busy" && <p>{t(`states.${state}`)}</p>}
      </div>
    </div>
  );
}

const WIDEST = 360;
/** What stands beside a card's content on a phone. */
const EDGES = 74;

function PayHere({ order, amount }: { order: OrderView; amount: string }) {
  const t = useTranslations("stores.testSale");
  const { text, ownText } = order.code ?? { text: null, ownText: null };
  const wallet = walletAddress(order);
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <Code
        {...{ text, ownText, amount, bigger: true }}
        generation={order.generation}
        room={Math.min(WIDEST, innerWidth - EDGES)}
        wanted={8}
      />
      <div className="grid min-w-0 flex-1 basis-56 justify-items-start gap-3">
        <p className="font-semibold text-tape">{amount}</p>
        <p>{t(wallet === null ? "scan" : "scanPractice")}</p>
        {wallet !== null && (
          <a href={wallet} target="_blank" rel="noreferrer" className={buttonClass("line")}>
            {t("wallet")}
          </a>
        )}
      </div>
    </div>
  );
}
