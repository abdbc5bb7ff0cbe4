import { useTranslations } from "next-intl";
import { shapeOf, toneClass } from "#components/orders/look.ts";
import { TestChip, TestStripe } from "#components/shell/test-mark.tsx";
import { Amount } from "#components/ui/amount.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Refresh } from "#components/ui/refresh.tsx";
import { amountText } from "#lib/money/format.ts";
import { fromMoneyText } from "#lib/money/money.ts";
import type { CustomerView } from "#lib/orders/view.ts";
import { customerLook } from "./customer-look.ts";

const COLUMN = "mx-auto w-full max-w-120 px-[min(1.5rem,6vw)]";
/** Gives way on a narrow screen with large text, so that no word is cut. */
const TITLE = "font-semibold text-[length:min(1.5rem,8vw)] leading-tight";

/** How a payment stands, for the phone of the one who pays: the state, the amount, the shop, and what to do now. */
export function Result({ order }: { order: CustomerView }) {
  const t = useTranslations("pay");
  const look = customerLook(order.state);
  const { icon } = shapeOf(look);
  return (
    <div className={`${toneClass(look)} flex min-h-dvh flex-col`}>
      {order.practice && <TestStripe />}
      <main className="flex flex-1 flex-col">
        {/* The live region stays in place while the state in it changes: only then is it spoken. */}
        <div role="status" className="flex flex-1 flex-col">
          {look === "paid" ? (
            <div data-band className="flex flex-1 items-center bg-tone-fill py-8 text-on-tone">
              <div className={`${COLUMN} grid justify-items-start gap-2`}>
                <Icon name={icon} className="-ml-2 mb-4 size-24 stroke-[1.5]" />
                <h1 className={TITLE}>{t("now.paid")}</h1>
                <Large order={order} signClass="" />
                <Shop order={order} />
                <p className="mt-6">{t("next.paid")}</p>
              </div>
            </div>
          ) : (
            <>
              <div data-band className="bg-tone-fill py-5 text-on-tone">
                <h1 className={`${COLUMN} ${TITLE} flex items-center gap-[min(1rem,4vw)]`}>
                  <Icon name={icon} className="size-9" />
                  {t(`now.${look}`)}
                </h1>
              </div>
              <div className={`${COLUMN} grid gap-2 py-8`}>
                <Shop order={order} />
                <Large order={order} signClass="text-muted" />
                <p className="mt-6 text-tape">{t(`next.${look}`)}</p>
              </div>
            </>
          )}
        </div>
      </main>
      {look === "checking" && <Refresh everyMs={3_000} />}
    </div>
  );
}

/** As large as the screen allows, never broken; with the code, for ¥ is yuan to one and yen to the other. */
function Large({ order: { amount }, signClass }: { order: CustomerView; signClass: string }) {
  const digits = amountText(fromMoneyText(amount));
  const size = digits.length > 7 ? "text-[length:min(2.5rem,10vw)]" : "text-[length:min(4rem,16vw)]";
  return (
    <p className={`${size} leading-tight`}>
      <Amount sign={amount.currency} signClass={signClass}>
        {digits}
      </Amount>
    </p>
  );
}

function Shop({ order }: { order: CustomerView }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-tape [overflow-wrap:anywhere]">
      {order.storeName}
      {order.practice && <TestChip />}
    </p>
  );
}
