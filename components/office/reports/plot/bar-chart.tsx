import { Plot, PlotValue, percent, yOf } from "./plot.tsx";
import { labelStep, scaleOf } from "./scale.ts";

type Props = {
  name: string;
  /** `text`: what is told of one that somebody points at, and written above the highest. */
  bars: readonly { label: string; value: number; text: string }[];
  /** The smallest step of its axis. */
  least: number;
  tickText: (value: number) => string;
};

/** Of its place; a few bars are not wider than many. */
const [BAR_SHARE, FEWEST] = [0.6, 8];
const [WIDE, NARROW] = [12, 6];

/** A bar for each name; the highest one stands out, with its value. */
export function BarChart({ name, bars, least, tickText }: Props) {
  const values = bars.map(({ value }) => value);
  const scale = scaleOf(values, least);
  const best = values.indexOf(Math.max(...values));
  const [wide, narrow] = [labelStep(bars.length, WIDE), labelStep(bars.length, NARROW)];
  const middle = (at: number) => (at + 0.5) / bars.length;
  const labels = bars.map(({ label }, at) => ({
    ...{ at: middle(at), text: label, wide: at % wide === 0, narrow: at % narrow === 0 },
  }));
  const zero = yOf(0, scale);
  const width = BAR_SHARE / Math.max(bars.length, FEWEST);
  return (
    <Plot {...{ name, scale, tickText, labels }}>
      {bars.map(({ label, value, text }, at) => {
        const y = yOf(value, scale);
        return (
          <rect
            key={label}
            x={percent(middle(at) - width / 2)}
            width={percent(width)}
            y={Math.min(y, zero)}
            height={Math.abs(zero - y)}
            className={at === best ? "fill-accent-fill" : "fill-control"}
          >
            <title>{`${label}: ${text}`}</title>
          </rect>
        );
      })}
      {best >= 0 && (values[best] ?? 0) > 0 && (
        <PlotValue at={middle(best)} y={yOf(values[best] ?? 0, scale) - 8}>
          {bars[best]?.text}
        </PlotValue>
      )}
    </Plot>
  );
}
