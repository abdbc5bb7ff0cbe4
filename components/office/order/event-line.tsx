import { useTranslations } from "next-intl";
import { classOfTone } from "#components/orders/look.ts";
import { Icon } from "#components/ui/icon.tsx";
import { clockText, dayText } from "#components/ui/time-text.ts";
import type { MoneyText } from "#lib/money/money.ts";
import type { HistoryEntry, NoticeFacts } from "#lib/orders/detail/view.ts";
import { gapBefore, spanParts, toneOf } from "./event-look.ts";
import { useCheckWords, useEventWords } from "./event-words.ts";

type Props = {
  history: readonly HistoryEntry[];
  timeZone: string;
  textOf: (amount: MoneyText) => string;
  /** Where it says what to do now; null when nobody is needed. */
  next: string | null;
};

const ROW =
  "relative grid grid-cols-[4.25rem_1.5rem_1fr] gap-x-2 pb-4 text-table before:absolute before:inset-y-0 before:left-[5.45rem] before:w-px before:bg-line-2 first:before:top-2.5 last:before:bottom-auto last:before:h-2.5 tablet:gap-x-3 tablet:before:left-[5.7rem]";

/** All that happened to an order, newest first. */
export function EventLine({ history, ...given }: Props) {
  return (
    <ol className="px-5 pt-1 pb-2">
      {history.map((entry, at) => (
        <Entry key={entry.id} {...given} entry={entry} older={history[at + 1]} />
      ))}
    </ol>
  );
}

type EntryProps = Omit<Props, "history"> & { entry: HistoryEntry; older: HistoryEntry | undefined };

function Entry({ entry, older, timeZone, textOf, next }: EntryProps) {
  const t = useTranslations("detail");
  const { sentence, turn, by } = useEventWords(entry, textOf);
  const tone = toneOf(entry);
  const isTurn = tone !== null;
  const gap = gapBefore(entry, older);
  return (
    <>
      <li
        id={entry.id}
        data-event={entry.kind}
        className={`${ROW} ${tone === null ? "" : classOfTone(tone)} target:bg-hover`}
      >
        <a
          href={`#${entry.id}`}
          className="min-h-6 self-start text-muted text-small leading-5 no-underline hover:underline"
        >
          <time dateTime={entry.at} title={exactText(entry.at, timeZone)}>
            {clockText(entry.at, timeZone)}
          </time>
        </a>
        <Dot full={isTurn} />
        <div className="min-w-0">
          <details className="group">
            <summary className="flex cursor-pointer list-none gap-2 [&::-webkit-details-marker]:hidden">
              <span className="min-w-0 flex-1">
                <span className={isTurn ? "font-semibold" : ""}>{sentence}</span>
                {turn !== null && <span className="font-semibold text-tone"> · {turn}</span>}
                <span className="block text-muted text-small">{by}</span>
                {entry.notice !== null && <Checks notice={entry.notice} />}
              </span>
              <Icon name="down" className="size-5 text-muted group-open:rotate-180" />
            </summary>
            <Raw entry={entry} timeZone={timeZone} />
          </details>
          {next !== null && (tone === "fail" || tone === "warn") && (
            <a href={next} className="inline-flex min-h-6 items-center text-accent text-small">
              {t("whatNow")}
            </a>
          )}
        </div>
      </li>
      {gap !== null && (
        <li className={`${ROW} before:border-line-2 before:border-l before:border-dashed before:bg-transparent`}>
          <span />
          <span />
          <Gap length={gap} />
        </li>
      )}
    </>
  );
}

/** How long nothing happened. */
function Gap({ length }: { length: number }) {
  const t = useTranslations("detail");
  const span = spanParts(length)
    .map(({ unit, count }) => t(`span.${unit}`, { count }))
    .join(" ");
  return <span className="text-muted text-small">{t("gap", { span })}</span>;
}

/** Full where the state turned, a ring for a step. */
const Dot = ({ full }: { full: boolean }) => (
  <span aria-hidden="true" className="relative grid h-5 place-items-center">
    <span
      className={full ? "size-2.75 rounded-full bg-tone" : "size-2.25 rounded-full border-2 border-control bg-card"}
    />
  </span>
);

/** As it was written down, to the millisecond. */
function Raw({ entry, timeZone }: Pick<EntryProps, "entry" | "timeZone">) {
  const t = useTranslations("detail");
  const times = [entry.at, ...entry.repeats].map((at) => exactText(at, timeZone));
  return (
    <dl className="relative mt-2 grid grid-cols-[fit-content(45%)_1fr] gap-x-3 gap-y-1 rounded-chip bg-well p-3 text-small [overflow-wrap:anywhere] max-tablet:-ml-27">
      <dt className="text-muted">{t("at", { count: times.length })}</dt>
      <dd>
        {times.map((time, at) => (
          <span key={[entry.at, ...entry.repeats][at]} className="block">
            {time}
          </span>
        ))}
      </dd>
      <dt className="text-muted">{t("event")}</dt>
      <dd>{entry.kind}</dd>
      {entry.facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {entry.notice !== null && (
        <dd className="col-span-2">
          <a href={`/notifications/${entry.notice.id}`} className="inline-flex min-h-6 items-center text-accent">
            {t("inLog")}
          </a>
        </dd>
      )}
    </dl>
  );
}

/** The verdict of each check on a notification. */
function Checks({ notice }: { notice: NoticeFacts }) {
  const words = useCheckWords();
  return (
    <span className="mt-1 flex flex-wrap gap-x-3.5 gap-y-0.5 text-small">
      {notice.checks.map((check) => (
        <span
          key={check.name}
          className={`${check.passed ? "text-muted" : "tone-fail font-semibold text-tone"} inline-flex items-center gap-1`}
        >
          <Icon name={check.passed ? "paid" : "crossed"} className="size-4" />
          {words(check)}
        </span>
      ))}
    </span>
  );
}

/** "2026-11-21 13:44:12.345" */
const exactText = (at: string, timeZone: string): string =>
  `${dayText(at, timeZone)} ${clockText(at, timeZone)}.${at.slice(20, 23)}`;
