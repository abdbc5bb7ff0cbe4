import { percent } from "./scale.ts";

type Props = { rows: readonly { id: string; label: string; value: number; text: string }[] };

/** The most first: a name, a bar, and the value in words. */
export function Ranking({ rows }: Props) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ol className="text-table">
      {rows.map(({ id, label, value, text }, at) => (
        <li
          key={id}
          className="grid min-h-12 grid-cols-[1fr_auto] items-center gap-x-4 border-line border-b py-2 last:border-0 tablet:grid-cols-[30%_1fr_auto]"
        >
          <span className="[overflow-wrap:anywhere]">{label}</span>
          <svg
            aria-hidden="true"
            width="100%"
            height="12"
            className="max-tablet:order-last max-tablet:col-span-2 max-tablet:mt-1"
          >
            <rect
              width={percent(Math.max(0, value) / most)}
              height="12"
              className={at === 0 ? "fill-accent-fill" : "fill-control"}
            />
          </svg>
          <b className="text-right font-semibold">{text}</b>
        </li>
      ))}
    </ol>
  );
}
