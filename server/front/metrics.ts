import { monitorEventLoopDelay } from "node:perf_hooks";

type Labels = Record<string, string | number>;
type Sample = { labels?: Labels; value: number };

export type Metrics = {
  /** The name ends in `_total`, as Prometheus wants it. */
  counter: (name: string, help: string) => (labels?: Labels) => void;
  /** Observes seconds. */
  histogram: (name: string, help: string) => (seconds: number, labels?: Labels) => void;
  gauge: (name: string, help: string, read: () => number | Sample[]) => void;
  /** What has to be looked up before each text; what it finds is read by gauges. Must not reject. */
  before: (lookUp: () => Promise<void>) => void;
  /** Everything, in the Prometheus text format 0.0.4. */
  text: () => Promise<string>;
  close: () => void;
};

/** Upper bounds in seconds, around the bounds that are promised: 20 ms, 50 ms, 3 s. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

export const createMetrics = (): Metrics => {
  const families: (() => string[])[] = [];
  const lookUps: (() => Promise<void>)[] = [];
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();

  const add = (name: string, about: { type: string; help: string }, samples: () => string[]) =>
    families.push(() => [`# HELP ${name} ${about.help}`, `# TYPE ${name} ${about.type}`, ...samples()]);

  const metrics: Metrics = {
    counter: (name, help) => {
      const counts = new Map<string, number>();
      add(name, { type: "counter", help }, () => [...counts].map(([labels, count]) => `${name}${labels} ${count}`));
      return (labels = {}) => {
        const key = labelText(labels);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      };
    },
    histogram: (name, help) => {
      const series = new Map<string, Series>();
      add(name, { type: "histogram", help }, () => [...series.values()].flatMap((one) => histogramLines(name, one)));
      return (seconds, labels = {}) => observe(series, seconds, labels);
    },
    gauge: (name, help, read) =>
      add(name, { type: "gauge", help }, () => {
        const found = read();
        const samples: Sample[] = typeof found === "number" ? [{ value: found }] : found;
        return samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}`);
      }),
    before: (lookUp) => lookUps.push(lookUp),
    text: async () => {
      await Promise.all(lookUps.map((lookUp) => lookUp()));
      return `${families.flatMap((family) => family()).join("\n")}\n`;
    },
    close: () => delay.disable(),
  };
  addProcessGauges(metrics, delay);
  return metrics;
};

type Series = { labels: Labels; counts: number[]; sum: number; count: number };

const observe = (series: Map<string, Series>, seconds: number, labels: Labels): void => {
  const key = labelText(labels);
  const one = series.get(key) ?? { labels, counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  series.set(key, one);
  one.counts = one.counts.map((count, at) => (seconds <= (BUCKETS[at] ?? 0) ? count + 1 : count));
  one.sum += seconds;
  one.count += 1;
};

const histogramLines = (name: string, { labels, counts, sum, count }: Series): string[] => [
  ...counts.map((below, at) => `${name}_bucket${labelText({ ...labels, le: BUCKETS[at] ?? 0 })} ${below}`),
  `${name}_bucket${labelText({ ...labels, le: "+Inf" })} ${count}`,
  `${name}_sum${labelText(labels)} ${sum}`,
  `${name}_count${labelText(labels)} ${count}`,
];

const labelText = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(String(value))}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
};

const escapeLabel = (value: string): string => value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n");

const addProcessGauges = ({ gauge }: Metrics, delay: ReturnType<typeof monitorEventLoopDelay>): void => {
  gauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss());
  gauge("nodejs_heap_used_bytes", "JavaScript heap in use.", () => process.memoryUsage().heapUsed);
  gauge("process_uptime_seconds", "Seconds since the process started.", () => process.uptime());
  const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);
  gauge("nodejs_eventloop_delay_p50_seconds", "Event loop delay, median.", () => seconds(delay.percentile(50)));
  gauge("nodejs_eventloop_delay_p99_seconds", "Event loop delay, 99th percentile.", () =>
    seconds(delay.percentile(99)),
  );
  // The last of the three starts the next interval: each scrape sees what happened since the one before.
  gauge("nodejs_eventloop_delay_max_seconds", "Event loop delay, longest.", () => {
    const longest = seconds(delay.max);
    delay.reset();
    return longest;
  });
};
