"use client";

import { QRCodeSVG } from "qrcode.react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

/** How many modules a side of each text's code has, quiet zone included: only a drawing tells. `probe` belongs into the tree. */
export function useModules(texts: readonly string[]): { probe: ReactNode; modules: ReadonlyMap<string, number> } {
  const box = useRef<HTMLDivElement>(null);
  const [modules, setModules] = useState<ReadonlyMap<string, number>>(new Map());
  const all = texts.join("\n");
  useLayoutEffect(() => {
    const drawn = [...(box.current?.querySelectorAll("svg") ?? [])].map(({ viewBox }) => viewBox.baseVal.width);
    setModules(new Map(all.split("\n").map((text, index) => [text, drawn[index] ?? 0])));
  }, [all]);
  const probe = (
    <div ref={box} hidden>
      {texts.map((text) => (
        <QRCodeSVG key={text} value={text} level="M" marginSize={4} />
      ))}
    </div>
  );
  return { probe, modules };
}
