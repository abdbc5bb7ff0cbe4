import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { namedAmount } from "#components/orders/named-amount.ts";
import { Facts } from "#components/ui/facts.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { clockText, dayText } from "#components/ui/time-text.ts";
import type { Check, NoticeDetail } from "#lib/notices/log/view.ts";
import type { MessageField } from "#lib/notices/show-message.ts";
import { useCheckWords } from "../order/event-words.ts";
import { EffectWord, useTookText } from "./notice-words.tsx";

/** Where its page says what processing it again would do. */
export const REPLAY = "again";

/** One notification: what became of it, how it was checked, how it came, what it said, and what processing it again would do. */
export function NoticePage({ notice, replay }: { notice: NoticeDetail; replay: ReactNode }) {
  const t = useTranslations("notices");
  const when = useWhen(notice.timeZone);
  return (
    <>
      <p className="mb-3 text-muted text-table">
        <a href="/notifications" className="inline-flex min-h-6 items-center text-accent">
          {t("title")}
        </a>
        {" / "}
        {when(notice.at)}
      </p>
      <h1 className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-1 font-semibold text-title tracking-[-0.01em]">
        <span className="sr-only">{t("one", { when: when(notice.at) })}</span>
        <EffectWord effect={notice.effect} />
      </h1>
      <div className="grid items-start gap-6 desktop:grid-cols-[minmax(0,25rem)_minmax(0,1fr)]">
        <div className="grid gap-6">
          <Panel title={t("facts")}>
            <NoticeFacts notice={notice} />
          </Panel>
          <Panel title={t("checks")}>
            <CheckSteps checks={notice.checks} />
          </Panel>
        </div>
        <div className="grid gap-6">
          <Panel id={REPLAY} title={t("again")}>
            {replay}
          </Panel>
          <Panel title={t("words")}>
            {notice.hasBody ? <Fields fields={notice.fields} /> : <p className="text-muted">{t("noWords")}</p>}
          </Panel>
          {notice.headers.length > 0 && (
            <Panel title={t("headers")}>
              <Fields fields={notice.headers} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

const useWhen = (timeZone: string) => (at: string) => `${dayText(at, timeZone)} ${clockText(at, timeZone)}`;

function NoticeFacts({ notice }: { notice: NoticeDetail }) {
  const t = useTranslations("notices");
  const to = useTranslations("orders");
  const took = useTookText();
  const when = useWhen(notice.timeZone);
  const { order, deliveries, dismissed, acceptedAt, unkept } = notice;
  return (
    <Facts
      pairs={[
        [t("time"), `${when(notice.at)}.${notice.at.slice(20, 23)}`],
        [
          t("order"),
          order === null ? (
            t(notice.effect === "refused" ? "notLookedUp" : "noOrder")
          ) : (
            <a key="order" href={`/orders/${order.id}`} className="inline-flex min-h-6 items-center text-accent">
              {[namedAmount(order.amount), order.reference].filter(Boolean).join(" · ")}
            </a>
          ),
        ],
        [t("type"), notice.type],
        [t("why"), notice.why],
        [t("answer"), t(`answers.${notice.answer}`)],
        [t("deliveries"), String(deliveries)],
        [t("ms"), took(notice.tookMs)],
        [t("address"), notice.address],
        [t("account"), `${notice.accountCode} · ${to(`methods.${notice.generation}`)}`],
        [to("store"), notice.storeName],
        [t("dismissed"), dismissed && `${when(dismissed.at)} · ${dismissed.reason}`],
        [t("accepted"), acceptedAt && when(acceptedAt)],
        [t("unkept"), unkept === 0 ? null : t("unkeptCount", { count: unkept })],
      ]}
    />
  );
}

/** The checks one by one, in the order in which they are done; after one that fails none is done. */
export function CheckSteps({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations("notices");
  const words = useCheckWords();
  if (checks.length === 0) return <p className="text-muted">{t("noChecks")}</p>;
  return (
    <ol className="grid gap-2">
      {checks.map((check) => (
        <li
          key={check.name}
          className={`${check.passed ? "" : "tone-fail font-semibold text-tone"} flex items-center gap-2`}
        >
          <Icon name={check.passed ? "paid" : "crossed"} className="size-5" />
          {words(check)}
        </li>
      ))}
    </ol>
  );
}

/** Names and values as Alipay wrote them, masked. */
const Fields = ({ fields }: { fields: readonly MessageField[] }) => (
  <dl className="grid gap-x-4 gap-y-1 rounded-chip bg-well p-3 text-small tablet:grid-cols-[fit-content(40%)_1fr]">
    {fields.map(({ name, value }) => (
      <div key={name} className="contents max-tablet:block">
        <dt className="text-muted [overflow-wrap:anywhere]">{name}</dt>
        <dd className="[overflow-wrap:anywhere]">{value}</dd>
      </div>
    ))}
  </dl>
);

const Panel = ({ id, title, children }: { id?: string; title: string; children: ReactNode }) => (
  <section
    id={id}
    aria-label={title}
    className="scroll-mt-4 min-w-0 rounded-card border border-line bg-card px-5 pt-4 pb-5 text-table"
  >
    <h2 className="mb-2 font-semibold text-body">{title}</h2>
    {children}
  </section>
);
