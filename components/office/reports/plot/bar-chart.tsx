import { Plot, PlotValue } from "./plot.tsx";
import { labelWidths, percent, roomOf, scaleOf, yOf } from "./scale.ts";

type Props = {
  name: string;
  title: string;
  /** `text`: written above the highest; `reading`: what is told of one that somebody points at. */
  bars: readonly { label: string; value: number; text: string; reading: readonly string[] }[];
  /** The smallest step of its axis. */
  least: number;
  tickText: (value: number) => string;
};

/** Of its place; a few bars are not wider than many. */
const [BAR_SHARE, FEWEST] = [0.6, 8];

/** A bar for each name; the highest one stands out, with its value. */
export function BarChart({ name, title, bars, least, tickText }: Props) {
  const values = bars.map(({ value }) => value);
  const scale = scaleOf(values, least);
  const best = values.indexOf(Math.max(...values));
  const middle = (at: number) => (at + 0.5) / bars.length;
  const names = bars.map(({ label }) => label);
  const widths = labelWidths(bars.length, roomOf(names));
  const labels = names.map((text, at) => ({ at: middle(at), text, from: widths[at] ?? null }));
  const readings = bars.map(({ reading }, at) => ({ at: middle(at), lines: reading }));
  const zero = yOf(0, scale);
  const width = BAR_SHARE / Math.max(bars.length, FEWEST);
  return (
    <Plot {...{ name, title, scale, tickText, labels, readings }} first={Math.max(best, 0)}>
      {bars.map(({ label, value }, at) => {
        const y = yOf(value, scale);
        return (
          <rect
            key={label}
            x={percent(middle(at) - width / 2)}
            width={percent(width)}
            y={Math.min(y, zero)}
            height={Math.abs(zero - y)}
            className={at === best ? "fill-accent-fill" : "fill-control"}
          />
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
