"use client";

import { QRCodeSVG } from "qrcode.react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { usePixelRatio } from "#components/ui/use-pixel-ratio.ts";
import { chooseCode } from "./code-choice.ts";

type Props = {
  /** What may be drawn, best first. */
  texts: readonly string[];
  /** What screen readers say of it. */
  label: string;
  /** CSS pixels free for the tile. */
  room: number;
  /** CSS pixels per module where the room allows it. */
  wanted: number;
  /** In place of a code that does not fit; `tried` are the modules of those that were measured. */
  instead: (tried: readonly number[], ratio: number) => ReactNode;
};

/**
 * A code, byte for byte, black on white in every theme, 4 modules of quiet zone and 16 px of white around it. Nothing is ever
 * drawn on it, and no style scales it. Whoever uses it keeps the seconds of a clock beside it away by `memo`.
 */
export function Drawing({ texts, label, room, wanted, instead }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const [modules, setModules] = useState<ReadonlyMap<string, number>>(new Map());
  const ratio = usePixelRatio();
  const choice = chooseCode(texts, modules, { room, wanted, ratio });
  const unmeasured = choice.kind === "measure" ? choice.text : null;
  // Only the drawing knows how many modules a text needs; it is measured before the browser paints.
  useLayoutEffect(() => {
    const drawn = svg.current?.viewBox.baseVal.width;
    if (unmeasured !== null && drawn !== undefined) setModules((known) => new Map(known).set(unmeasured, drawn));
  }, [unmeasured]);
  if (choice.kind === "none") return instead([...modules.values()], ratio);
  return (
    <div
      role="img"
      aria-label={label}
      className="rounded-card bg-white p-4 shadow-tile [forced-color-adjust:none]"
      data-modules={modules.get(choice.text)}
    >
      <QRCodeSVG
        ref={svg}
        value={choice.text}
        level="M"
        marginSize={4}
        size={choice.kind === "draw" ? choice.side : 0}
        bgColor="#FFFFFF"
        fgColor="#000000"
        role="presentation"
        shapeRendering="crispEdges"
        className="block max-w-none"
      />
    </div>
  );
}
