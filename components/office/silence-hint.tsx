import { useTranslations } from "next-intl";
import { Note } from "#components/ui/note.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { Silence } from "#lib/notices/silence/view.ts";

/** Why nothing comes, as far as that is known of these accounts. */
function causesOf(silences: readonly Silence[]) {
  const heard = silences.filter(({ refused }) => refused);
  const unheard = silences.filter(({ refused }) => !refused);
  return [
    ...(heard.length > 0 ? (["refused"] as const) : []),
    ...(unheard.some(({ hasAddress }) => !hasAddress) ? (["address"] as const) : []),
    ...(unheard.some(({ hasAddress }) => hasAddress) ? (["public", "tls", "firewall"] as const) : []),
  ];
}

type Props = {
  silences: readonly Silence[];
  /** Where the hint stands on the account's own page: nothing leads there. */
  isHere?: boolean;
};

/** That notices do not arrive, of which accounts, why that may be, and that no payment is lost by it (W3). */
export function SilenceHint({ silences, isHere = false }: Props) {
  const t = useTranslations("silence");
  if (silences.length === 0) return null;
  const causes = causesOf(silences);
  const title = t(silences.every(({ refused }) => refused) ? "titleRefused" : "title");
  return (
    <section aria-label={title} className="tone-warn mb-4 max-w-240">
      <Note icon="info">
        <h2 className="font-semibold">{title}</h2>
        <ul className="mt-1 grid gap-1">
          {silences.map((silence) => (
            <li key={silence.accountId} data-silent={silence.account} className="[overflow-wrap:anywhere]">
              <Told silence={silence} />{" "}
              {!isHere && (
                <a
                  href={`/stores/${silence.storeId}/credentials/${silence.accountId}`}
                  className="inline-block py-0.5 font-semibold text-text underline"
                >
                  {t("look")}
                </a>
              )}
            </li>
          ))}
        </ul>
        <p className="mt-2">{t("causes", { count: causes.length })}</p>
        <ul className="list-disc pl-5">
          {causes.map((cause) => (
            <li key={cause}>{t(`cause.${cause}`)}</li>
          ))}
        </ul>
        <p className="mt-2 font-semibold">{t("safe")}</p>
      </Note>
    </section>
  );
}

function Told({ silence: { account, storeName, payments, lastNotice, timeZone } }: { silence: Silence }) {
  const t = useTranslations("silence");
  const when = (at: string) => `${dayText(at, timeZone)} ${shortClockText(at, timeZone)}`;
  return (
    <>
      {t("payments", { account, store: storeName, payments })}{" "}
      {lastNotice === null ? t("never") : t("last", { when: when(lastNotice) })}
    </>
  );
}
