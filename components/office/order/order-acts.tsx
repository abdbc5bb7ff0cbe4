"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CancelDialog } from "#components/till/dialogs/cancel-dialog.tsx";
import { useAnswer } from "#components/till/live/use-answer.ts";
import { LookUpDialog } from "#components/till/look-up/look-up-dialog.tsx";
import { PaperDialogs } from "#components/till/print/paper-dialogs.tsx";
import { RefundDialog } from "#components/till/refund/refund-dialog.tsx";
import { type Store, StoreContext, type TillActions } from "#components/till/setting.ts";
import { type StepActions, useOrderSteps } from "#components/till/use-order-steps.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { ACT_ICONS, type Act, actsOf, isNext } from "./acts.ts";

type Props = {
  order: OrderView;
  /** Under which Alipay knows the sale. */
  number: string;
  registerId: string;
  store: Store;
  actions: StepActions & Pick<TillActions, "lookUp">;
};

const DIALOGS = ["refund", "cancel", "lookUp", "receipt", "print"] as const;
type Opened = (typeof DIALOGS)[number];

/** What this person may do with an order; the same dialogs as at the till. */
export function OrderActs({ store, ...props }: Props) {
  return (
    <StoreContext.Provider value={store}>
      <Acts {...props} mayRefund={store.mayRefund} />
    </StoreContext.Provider>
  );
}

function Acts({ order, number, registerId, actions, mayRefund }: Omit<Props, "store"> & { mayRefund: boolean }) {
  const t = useTranslations("detail.acts");
  const router = useRouter();
  const [opened, setOpened] = useState<Opened | null>(null);
  // What the server stored stands in the event line: the page is read anew, also to lead away who is signed out.
  const steps = useOrderSteps(actions, registerId, () => router.refresh());
  const answer = useAnswer(order, steps);
  const close = () => setOpened(null);
  const press: Record<Exclude<Act, Opened>, () => void> = {
    ask: () => void steps.ask(order),
    accept: () => void steps.accept(order),
    notDouble: () => void steps.settleDouble(order),
  };
  return (
    <>
      <div className="grid flex-1 grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-2 tablet:flex tablet:flex-wrap tablet:justify-end">
        {actsOf(order, mayRefund).map((act) => (
          <Button
            key={act}
            look={isNext(act, order) ? "primary" : "line"}
            onClick={() => (isOpened(act) ? setOpened(act) : press[act]())}
          >
            <Icon name={ACT_ICONS[act] satisfies IconName} />
            {t(act)}
          </Button>
        ))}
      </div>
      <p role="status" className="basis-full text-right text-muted text-small empty:hidden">
        {answer}
      </p>
      {opened === "cancel" && (
        <CancelDialog
          order={order}
          onKeep={close}
          onCancel={() => {
            close();
            void steps.cancel(order);
          }}
        />
      )}
      {opened === "refund" && order.refundable !== null && (
        <RefundDialog order={order} left={order.refundable} refund={steps.refund} onClose={close} />
      )}
      {opened === "lookUp" && (
        <LookUpDialog {...{ number, registerId }} lookUp={actions.lookUp} known={NONE} onOpen={close} onClose={close} />
      )}
      <PaperDialogs
        {...{ shown: opened, order, code: null, actions: steps.receipts }}
        onPrinted={() => {
          close();
          router.refresh();
        }}
        onClose={close}
      />
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();
const isOpened = (act: Act): act is Opened => DIALOGS.some((one) => one === act);
