import { HALO, Plot, PlotValue, percent, yOf } from "./plot.tsx";
import { labelStep, type Scale, scaleOf } from "./scale.ts";

type Props = {
  name: string;
  points: readonly { label: string; value: number; before: number }[];
  least: number;
  tickText: (value: number) => string;
  /** What is written at the last point, and at the dotted line of the days before. */
  lastText: string;
  beforeText: string;
};

const [WIDE, NARROW] = [8, 4];

/** A line from day to day; that of the days before is dotted, thinner and has its name beside it. */
export function LineChart({ name, points, least, tickText, lastText, beforeText }: Props) {
  const scale = scaleOf(
    points.flatMap(({ value, before }) => [value, before]),
    least,
  );
  const middle = (at: number) => (at + 0.5) / points.length;
  const [wide, narrow] = [labelStep(points.length, WIDE), labelStep(points.length, NARROW)];
  const labels = points.map(({ label }, at) => ({
    ...{ at: middle(at), text: label, wide: at % wide === 0, narrow: at % narrow === 0 },
  }));
  const hasBefore = points.some(({ before }) => before !== 0);
  const last = points.at(-1);
  const named = Math.floor(points.length / 2);
  const nameY = Math.max(...[points[named]?.value ?? 0, points[named]?.before ?? 0].map((one) => yOf(one, scale)));
  return (
    <Plot {...{ name, scale, tickText, labels }}>
      {hasBefore && (
        <Segments values={points.map(({ before }) => before)} {...{ scale, middle }} look="stroke-control" isDotted />
      )}
      <Segments values={points.map(({ value }) => value)} {...{ scale, middle }} look="stroke-accent" />
      {hasBefore && (
        <text
          x={percent(middle(named))}
          y={Math.min(nameY + 18, 184)}
          textAnchor="middle"
          className={`fill-muted ${HALO}`}
        >
          {beforeText}
        </text>
      )}
      {last && (
        <>
          <circle cx={percent(middle(points.length - 1))} cy={yOf(last.value, scale)} r="5" className="fill-accent" />
          <PlotValue at={middle(points.length - 1)} y={yOf(last.value, scale) - 12}>
            {lastText}
          </PlotValue>
        </>
      )}
    </Plot>
  );
}

type SegmentProps = {
  values: readonly number[];
  scale: Scale;
  middle: (at: number) => number;
  look: string;
  isDotted?: boolean;
};

/** A line of single strokes, because a polyline cannot be measured in shares of the width. */
function Segments({ values, scale, middle, look, isDotted = false }: SegmentProps) {
  return values
    .slice(1)
    .map((value, at) => (
      <line
        key={middle(at)}
        {...{ x1: percent(middle(at)), x2: percent(middle(at + 1)) }}
        {...{ y1: yOf(values[at] ?? 0, scale), y2: yOf(value, scale) }}
        strokeWidth={isDotted ? 2 : 2.5}
        strokeLinecap="round"
        strokeDasharray={isDotted ? "1 5" : undefined}
        className={look}
      />
    ));
}
