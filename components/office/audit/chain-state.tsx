import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import type { ChainState } from "#lib/audit/view.ts";

/** So many breaks are told one by one. */
const MOST_TOLD = 10;
const HASH_SHOWN = 12;

/** Where the chain ends, and, once it was read, whether it is whole. */
export function ChainCard({ chain, checkAddress }: { chain: ChainState; checkAddress: string }) {
  const t = useTranslations("audit.chain");
  const { end, waiting, checked } = chain;
  return (
    <section
      aria-label={t("title")}
      data-chain={checked === null ? "unread" : checked.breaks.length > 0 ? "broken" : "whole"}
      className="mb-4 flex items-center gap-x-6 gap-y-3 rounded-card max-tablet:flex-col max-tablet:items-stretch border border-line bg-card px-5 py-3.5 text-table"
    >
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="[overflow-wrap:anywhere]">
          {end === null ? t("empty") : t("end", { number: Number(end.number), hash: end.hash.slice(0, HASH_SHOWN) })}
        </p>
        {waiting && <p className="text-muted">{t("waiting")}</p>}
        {checked && <Verdict checked={checked} sealed={end !== null} />}
      </div>
      <a href={checkAddress} className={buttonClass("line")}>
        {t("check")}
      </a>
    </section>
  );
}

function Verdict({ checked, sealed }: { checked: NonNullable<ChainState["checked"]>; sealed: boolean }) {
  const t = useTranslations("audit.chain");
  const { breaks, confirmed } = checked;
  const outside = confirmed > 0 ? t("confirmed", { count: confirmed }) : t("unconfirmed");
  return (
    <div role="status" className="grid gap-1">
      {breaks.length === 0 && <p className="font-semibold">{t("whole")}</p>}
      {breaks.slice(0, MOST_TOLD).map(({ why, number }) => (
        <p key={`${why} ${number}`} className="font-semibold text-fail">
          {t(why, { number })}
        </p>
      ))}
      {breaks.length > MOST_TOLD && <p>{t("more", { count: breaks.length - MOST_TOLD })}</p>}
      {sealed && <p className="text-muted">{outside}</p>}
    </div>
  );
}
