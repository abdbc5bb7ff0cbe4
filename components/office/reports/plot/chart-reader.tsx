"use client";

import { type PointerEvent, useRef, useState } from "react";
import { percent } from "./scale.ts";

/** What is told at one place of a chart; `at` is its share of the width. */
export type Reading = { at: number; lines: readonly string[] };

type Props = {
  label: string;
  readings: readonly Reading[];
  /** At which of them somebody begins who comes by keyboard. */
  first: number;
  /** Where the drawing begins and ends, in pixels from above. */
  top: number;
  bottom: number;
};

/** Lies over a chart, and tells the value to which somebody points, or to which the arrow keys have moved. */
export function ChartReader({ label, readings, first, top, bottom }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [shown, setShown] = useState(false);
  const last = readings.length - 1;
  const place = Math.min(chosen ?? first, last);
  const reading = readings[place];
  if (reading === undefined) return null;

  const show = (wanted: number) => {
    setChosen(wanted);
    setShown(true);
  };
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    show(Math.max(0, Math.min(last, Math.floor(((clientX - left) / width) * readings.length))));
  };
  const isRight = reading.at > 0.5;
  const x = percent(reading.at);
  return (
    <div
      onPointerMove={point}
      onPointerDown={(event) => {
        point(event);
        input.current?.focus({ preventScroll: true });
      }}
      onPointerLeave={({ pointerType }) => pointerType === "mouse" && setShown(false)}
      className="absolute inset-0 rounded-chip has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-0"
    >
      <input
        ref={input}
        type="range"
        {...{ min: 0, max: last, value: place }}
        aria-label={label}
        aria-valuetext={reading.lines.join(", ")}
        onChange={({ target }) => show(Number(target.value))}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={({ key }) => key === "Escape" && setShown(false)}
        className="pointer-events-none absolute inset-0 size-full opacity-0"
      />
      {shown && (
        <svg
          aria-hidden="true"
          data-reading
          width="100%"
          height="100%"
          className="pointer-events-none absolute inset-0 overflow-visible"
        >
          <line {...{ x1: x, x2: x, y1: top, y2: bottom }} className="stroke-text" />
          <foreignObject x={percent(isRight ? reading.at - 0.5 : reading.at)} width="50%" height="100%">
            <p
              className={`m-1 w-max max-w-[calc(100%-0.5rem)] rounded-chip border border-line-2 bg-card px-2 py-1 text-small shadow-lift ${isRight ? "ml-auto" : ""}`}
            >
              {reading.lines.map((line, at) => (
                <span key={line} className={at === 1 ? "block font-semibold" : "block text-muted"}>
                  {line}
                </span>
              ))}
            </p>
          </foreignObject>
        </svg>
      )}
    </div>
  );
}
