import { freePlace } from "./free-place.ts";
import { HALO, Plot, PlotValue } from "./plot.tsx";
import { BOTTOM, labelWidths, percent, type Scale, scaleOf, yOf } from "./scale.ts";

type Props = {
  name: string;
  title: string;
  points: readonly { label: string; value: number; before: number; reading: readonly string[] }[];
  least: number;
  tickText: (value: number) => string;
  /** What is written at the last point, and at the dotted line of the days before. */
  lastText: string;
  beforeText: string;
};

/** The first one says the month as well. */
const ROOM = { narrow: 4, wide: 8, full: 16 };

/** A line from day to day; that of the days before is dotted, thinner and has its name beside it. Without any sale only the axes. */
export function LineChart({ name, title, points, least, tickText, lastText, beforeText }: Props) {
  const scale = scaleOf(
    points.flatMap(({ value, before }) => [value, before]),
    least,
  );
  const middle = (at: number) => (at + 0.5) / points.length;
  const widths = labelWidths(points.length, ROOM);
  const labels = points.map(({ label }, at) => ({ at: middle(at), text: label, from: widths[at] ?? null }));
  const readings = points.map(({ reading }, at) => ({ at: middle(at), lines: reading }));
  const values = points.map(({ value }) => value);
  const before = points.map((point) => point.before);
  const hasBefore = before.some((one) => one !== 0);
  return (
    <Plot {...{ name, title, scale, tickText, labels, readings }} first={points.length - 1}>
      {hasBefore && <Segments values={before} {...{ scale, middle }} look="stroke-control" isDotted />}
      {(hasBefore || values.some((one) => one !== 0)) && (
        <>
          <Segments values={values} {...{ scale, middle }} look="stroke-accent" />
          <LastValue values={values} {...{ scale, middle }} text={lastText} />
        </>
      )}
      {hasBefore && (
        <BeforeName
          lines={[values, before].map((line) => line.map((one) => yOf(one, scale)))}
          valueY={valueY(values, scale)}
          text={beforeText}
        />
      )}
    </Plot>
  );
}

type LastProps = { values: readonly number[]; scale: Scale; middle: (at: number) => number; text: string };

function LastValue({ values, scale, middle, text }: LastProps) {
  const at = middle(values.length - 1);
  const y = yOf(values.at(-1) ?? 0, scale);
  return (
    <>
      <circle cx={percent(at)} cy={y} r="5" className="fill-accent" />
      <PlotValue at={at} y={valueY(values, scale)}>
        {text}
      </PlotValue>
    </>
  );
}

const [ABOVE, BELOW] = [12, 22];

/** Above its point; below it where the line comes from above and there is room. */
function valueY(values: readonly number[], scale: Scale): number {
  const [y, y1] = [yOf(values.at(-1) ?? 0, scale), yOf(values.at(-2) ?? 0, scale)];
  return y1 < y && y + BELOW < BOTTOM ? y + BELOW : y - ABOVE;
}

/** The name of the dotted line, with a piece of it, where it crosses nothing. */
function BeforeName({ lines, valueY, text }: { lines: readonly (readonly number[])[]; valueY: number; text: string }) {
  const { at, y } = freePlace(lines, valueY);
  return (
    <svg aria-hidden="true" x={percent(at)} y={y} className="overflow-visible">
      <line x1="0" x2="18" y1="-4" y2="-4" {...DOTTED} className="stroke-control" />
      <text x="26" className={`fill-muted ${HALO}`}>
        {text}
      </text>
    </svg>
  );
}

const DOTTED = { strokeWidth: 2, strokeLinecap: "round", strokeDasharray: "1 5" } as const;
const SOLID = { strokeWidth: 2.5, strokeLinecap: "round" } as const;

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
        {...(isDotted ? DOTTED : SOLID)}
        className={look}
      />
    ));
}
