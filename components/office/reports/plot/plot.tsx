import type { ReactNode } from "react";
import type { Scale } from "./scale.ts";

const [TOP, BOTTOM, HEIGHT] = [26, 190, 194];
/** In ems, so that everything fits text that somebody has set larger. */
const [DIGIT_WIDTH, GUTTER] = [0.58, 0.8];

/** Where a value stands, in pixels from above. */
export const yOf = (value: number, { low, high }: Scale): number =>
  Math.round((BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP)) * 10) / 10;

export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** Some labels are left out on a narrow screen, more of them than on a wide one. */
export type PlotLabel = { at: number; text: string; wide: boolean; narrow: boolean };

type Props = {
  name: string;
  scale: Scale;
  tickText: (value: number) => string;
  labels: readonly PlotLabel[];
  children: ReactNode;
};

/**
 * The frame of a chart: lines, their values, and the names below. Across it is measured in shares of its width and its text is text of
 * the page, so that it needs no script to fit.
 */
export function Plot({ name, scale, tickText, labels, children }: Props) {
  const texts = scale.ticks.map(tickText);
  const gutter = `${Math.max(...texts.map((text) => text.length)) * DIGIT_WIDTH + GUTTER}em`;
  return (
    <div role="img" aria-label={name} className="flex pb-7 text-small">
      <svg aria-hidden="true" width={gutter} height={HEIGHT} className="flex-none overflow-visible fill-muted">
        {scale.ticks.map((tick, at) => (
          <text key={tick} x="100%" dx={`-${GUTTER}em`} y={yOf(tick, scale)} dy="0.35em" textAnchor="end">
            {texts[at]}
          </text>
        ))}
      </svg>
      <svg aria-hidden="true" width="100%" height={HEIGHT} className="min-w-0 flex-1 overflow-visible">
        {scale.ticks.map((tick) => (
          <line
            key={tick}
            {...{ x1: "0", x2: "100%", y1: yOf(tick, scale), y2: yOf(tick, scale) }}
            className={tick === 0 ? "stroke-control" : "stroke-line"}
          />
        ))}
        {labels
          .filter(({ wide, narrow }) => wide || narrow)
          .map(({ at, text, wide, narrow }) => (
            <text
              key={at}
              x={percent(at)}
              y={BOTTOM}
              dy="1.6em"
              textAnchor="middle"
              className={`fill-muted ${wide ? "" : "tablet:hidden"} ${narrow ? "" : "max-tablet:hidden"}`}
            >
              {text}
            </text>
          ))}
        {children}
      </svg>
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
