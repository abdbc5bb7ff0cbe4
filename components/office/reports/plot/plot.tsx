import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChartReader, type Reading } from "./chart-reader.tsx";
import { BOTTOM, percent, type Scale, TOP, type Width, yOf } from "./scale.ts";

const HEIGHT = 194;
/** In ems, so that everything fits text that somebody has set larger. */
const [DIGIT_WIDTH, GUTTER] = [0.58, 0.8];

/** `from` so much width on it is shown; null for one that has no room. */
export type PlotLabel = { at: number; text: string; from: Width | null };

const HIDDEN: Record<Width, string> = { narrow: "", wide: "@max-[22rem]:hidden", full: "@max-[38rem]:hidden" };

type Props = {
  name: string;
  /** What stands above the chart. */
  title: string;
  scale: Scale;
  tickText: (value: number) => string;
  labels: readonly PlotLabel[];
  /** What each place tells, and the one that matters most. */
  readings: readonly Reading[];
  first: number;
  children: ReactNode;
};

/**
 * The frame of a chart: lines, their values, and the names below. Across it is measured in shares of its width and its text is text of
 * the page, so that it needs no script to fit.
 */
export function Plot({ name, title, scale, tickText, labels, readings, first, children }: Props) {
  const t = useTranslations("reports");
  const texts = scale.ticks.map(tickText);
  const gutter = `${Math.max(...texts.map((text) => text.length)) * DIGIT_WIDTH + GUTTER}em`;
  return (
    <div className="flex pb-7 text-small">
      <svg aria-hidden="true" width={gutter} height={HEIGHT} className="flex-none overflow-visible fill-muted">
        {scale.ticks.map((tick, at) => (
          <text key={tick} x="100%" dx={`-${GUTTER}em`} y={yOf(tick, scale)} dy="0.35em" textAnchor="end">
            {texts[at]}
          </text>
        ))}
      </svg>
      <div className="@container relative min-w-0 flex-1">
        <svg role="img" aria-label={name} width="100%" height={HEIGHT} className="block overflow-visible">
          {scale.ticks.map((tick) => (
            <line
              key={tick}
              {...{ x1: "0", x2: "100%", y1: yOf(tick, scale), y2: yOf(tick, scale) }}
              className={tick === 0 ? "stroke-control" : "stroke-line"}
            />
          ))}
          {labels.map(
            ({ at, text, from }) =>
              from !== null && (
                <text
                  key={at}
                  x={percent(at)}
                  y={BOTTOM}
                  dy="1.6em"
                  textAnchor="middle"
                  className={`fill-muted ${HIDDEN[from]}`}
                >
                  {text}
                </text>
              ),
          )}
          {children}
        </svg>
        <ChartReader label={t("read", { chart: title })} {...{ readings, first }} top={TOP} bottom={BOTTOM} />
      </div>
    </div>
  );
}

/** Keeps text readable where it crosses a line. */
export const HALO = "stroke-card stroke-[4px] [paint-order:stroke]";

/** A value written beside its mark; at the edges it grows inwards. */
export function PlotValue({ at, y, children }: { at: number; y: number; children: ReactNode }) {
  const anchor = at < 0.15 ? "start" : at > 0.85 ? "end" : "middle";
  const x = at < 0.15 ? 0 : at > 0.85 ? 1 : at;
  return (
    <text x={percent(x)} y={y} textAnchor={anchor} className={`fill-text font-semibold ${HALO}`}>
      {children}
    </text>
  );
}
