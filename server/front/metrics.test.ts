import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

it("writes counters by label, with label values that cannot break the text", async () => {
  const metrics = createMetrics();
  const count = metrics.counter("x_total", "Help.");
  count();
  count({ a: 'one"\\\n', b: 2 });
  count({ a: 'one"\\\n', b: 2 });
  expect(await metrics.text()).toContain(
    '# HELP x_total Help.\n# TYPE x_total counter\nx_total 1\nx_total{a="one\\"\\\\\\n",b="2"} 2\n',
  );
  metrics.close();
});

it("writes histograms with growing buckets, sum and count", async () => {
  const metrics = createMetrics();
  const observe = metrics.histogram("y_seconds", "Help.");
  for (const seconds of [0.001, 0.03, 20]) observe(seconds);
  const text = await metrics.text();
  for (const line of [
    'y_seconds_bucket{le="0.001"} 1',
    'y_seconds_bucket{le="0.02"} 1',
    'y_seconds_bucket{le="0.05"} 2',
    'y_seconds_bucket{le="10"} 2',
    'y_seconds_bucket{le="+Inf"} 3',
    "y_seconds_sum 20.031",
    "y_seconds_count 3",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  metrics.close();
});
