"use client";

import { QRCodeSVG } from "qrcode.react";
import { memo, useLayoutEffect, useRef, useState } from "react";
import { usePixelRatio } from "#components/ui/use-pixel-ratio.ts";
import { codeSide } from "./code-size.ts";

type Props = {
  text: string;
  /** What a screen reader says. */
  label: string;
  /** CSS pixels free for the tile. */
  room: number;
  /** CSS pixels per module where the room allows it. */
  wanted: number;
  /** Said instead of a code whose modules would be too small to scan. */
  tooSmall: string;
};

/**
 * The payment code: what the gateway returned, byte for byte, black on white in every theme, 4 modules of quiet zone
 * and 16 px of white around it. Nothing is ever drawn on it, and no style scales it.
 */
export const Code = memo(function Code({ text, label, room, wanted, tooSmall }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const [modules, setModules] = useState<number | null>(null);
  const ratio = usePixelRatio();
  // Only the drawing knows how many modules the text needs; it is measured before the browser paints.
  useLayoutEffect(() => {
    if (svg.current !== null) setModules(svg.current.viewBox.baseVal.width);
  });
  const side = modules === null ? 0 : codeSide({ modules, room, wanted, ratio });
  if (side === null) return <p className="px-6 text-center font-semibold">{tooSmall}</p>;
  return (
    <div
      role="img"
      aria-label={label}
      className="rounded-card bg-white p-4 shadow-tile [forced-color-adjust:none]"
      data-modules={modules}
    >
      <QRCodeSVG
        ref={svg}
        value={text}
        level="M"
        marginSize={4}
        size={side}
        bgColor="#FFFFFF"
        fgColor="#000000"
        role="presentation"
        shapeRendering="crispEdges"
        className="block max-w-none"
      />
    </div>
  );
});
