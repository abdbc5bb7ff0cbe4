import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { Note } from "#components/ui/note.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { AccountView } from "#lib/stores/manage/view.ts";
import { asSentence } from "../as-sentence.ts";

type Props = { account: AccountView; timeZone: string };

const SHOWN = ["appId", "sellerId", "partner", "clientId", "merchantId", "productCode", "signType", "gateway"] as const;

/** What is known of an account: numbers, and how to tell its keys; never a key. */
export function AccountFacts({ account, timeZone }: Props) {
  const t = useTranslations("stores");
  const tf = useTranslations("connection.fields");
  const tm = useTranslations("orders.methods");
  const { settings, marks, certificates, weak, readable, formerKeyUntil, practice } = account;
  const end = (field: string) => certificates.find((one) => one.field === field);
  const certificateText = ({ endsOn, daysLeft, state }: AccountView["certificates"][number]) =>
    state === "ended"
      ? t("certificate.endedOn", { day: endsOn })
      : t("certificate.endsOn", { day: endsOn, days: daysLeft });
  return (
    <div className="grid gap-4 px-5 py-2">
      {(weak || !readable) && (
        <div className="tone-warn grid gap-2 pt-2">
          {!readable && <Note icon="info">{t("sealedElsewhere")}</Note>}
          {weak && <Note icon="info">{t(settings.signType === "MD5" ? "form.weakMd5" : "form.weakRsa")}</Note>}
        </div>
      )}
      <Facts
        wide
        pairs={[
          [t("contract"), tm(account.generation)],
          [t("kind"), t(practice ? "kinds.practice" : "kinds.live")],
          ...SHOWN.filter((name) => settings[name] !== undefined && !(practice && name === "gateway")).map(
            (name) => [asSentence(tf(name)), String(settings[name])] as const,
          ),
          ...marks.map(({ field, mark }) => {
            const certificate = end(field);
            return [
              asSentence(tf(field as "privateKey")),
              <span key={field} data-mark={field}>
                <span className="tabular-nums">{mark}</span>
                {certificate && (
                  <span
                    className={`block text-small ${certificate.state === "good" ? "text-muted" : "font-semibold text-warn"}`}
                  >
                    {certificateText(certificate)}
                  </span>
                )}
              </span>,
            ] as const;
          }),
          [asSentence(tf("formerKeyUntil")), formerKeyUntil],
          [
            t("lastTest"),
            account.testedAt === null ? (
              <b key="untested" className="font-semibold text-warn">
                {t("untested")}
              </b>
            ) : (
              `${dayText(account.testedAt, timeZone)} ${shortClockText(account.testedAt, timeZone)}`
            ),
          ],
        ]}
      />
    </div>
  );
}
