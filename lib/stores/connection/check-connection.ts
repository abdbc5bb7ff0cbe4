import { openSender } from "#lib/alipay/send.ts";
import { env } from "#lib/env.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { accountContext, notifyUrl } from "../find-gateway.ts";
import { askGateway, timeSender } from "./ask-gateway.ts";
import { checkCredentials } from "./check-credentials.ts";
import { checkNotifyAddress } from "./check-notify-address.ts";
import { decideVerdicts, EXCHANGED } from "./decide-verdicts.ts";
import { unclear } from "./make-found.ts";
import type { Check, Found, Subject, Verdict } from "./view.ts";

/** For all eight checks together, in milliseconds. */
const DEADLINE_MS = 15_000;

/**
 * Tries credentials on the real gateway, stored or not, and tells each of the eight verdicts as soon as it is there (T3). It uses
 * connections of its own: a host that the till has given up is called all the same, and one that is wrong harms no sale.
 */
export async function* checkConnection(subject: Subject, deadlineMs = DEADLINE_MS): AsyncGenerator<Verdict> {
  const began = performance.now();
  const since = (start: number) => Math.round(performance.now() - start);
  const base = openSender({ mayBeInside: env.isNamedOrigin });
  const clock: { aheadMs: number | null } = { aheadMs: null };
  const sender = timeSender(base, began + deadlineMs, clock);
  const told = (check: Check, found: Found, ms: number): Verdict => ({ check, ...found, ms });
  try {
    const address = notifyUrl(subject);
    const notify = checkNotifyAddress(address, subject.practice, { sender: base }).then((found) =>
      told("notify", found, since(began)),
    );

    const { ids, keys, gateway } = checkCredentials(subject, accountContext(subject, { sender }), new Date());
    const read = since(began);
    yield told("ids", ids, read);
    yield told("keys", keys, read);

    const { sells } = accountKind(subject.generation);
    const sales = subject.sales.filter(({ currency }) => sells(currency));
    const refusedCurrencies = subject.sales.map(({ currency }) => currency).filter((currency) => !sells(currency));
    if (gateway === null) {
      for (const check of EXCHANGED) yield told(check, unclear("mend_first"), 0);
    } else {
      const exchange = await askGateway(gateway, { title: subject.title, sales }, clock);
      const verdicts = decideVerdicts({ ...subject, exchange, refusedCurrencies });
      for (const check of EXCHANGED) yield told(check, verdicts[check], exchange.ms);
    }
    yield await notify;
  } finally {
    base.close();
  }
}
