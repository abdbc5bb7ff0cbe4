"use client";

import { useTranslations } from "next-intl";
import { QRCodeSVG } from "qrcode.react";
import { memo, useLayoutEffect, useRef, useState } from "react";
import { usePixelRatio } from "#components/ui/use-pixel-ratio.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { chooseCode, textsOf } from "./code-choice.ts";
import { NoCode } from "./no-code.tsx";

/** Plain values only, so that the seconds of a clock beside it never draw a code anew. */
type Props = {
  text: string | null;
  ownText: string | null;
  generation: OrderView["generation"];
  /** In words, for screen readers. */
  amount: string;
  /** CSS pixels free for the tile. */
  room: number;
  /** CSS pixels per module where the room allows it. */
  wanted: number;
  /** The dialog that gives a code all the room there is. */
  bigger?: boolean;
};

/**
 * The payment code: what the gateway returned, byte for byte, or our own address of it, black on white in every theme,
 * 4 modules of quiet zone and 16 px of white around it. Nothing is ever drawn on it, and no style scales it.
 */
export const Code = memo(function Code(props: Props) {
  const { generation, amount, room, wanted, bigger = false } = props;
  const t = useTranslations("till.stage");
  const svg = useRef<SVGSVGElement>(null);
  const [modules, setModules] = useState<ReadonlyMap<string, number>>(new Map());
  const ratio = usePixelRatio();
  const choice = chooseCode(textsOf(props), modules, { room, wanted, ratio });
  const unmeasured = choice.kind === "measure" ? choice.text : null;
  // Only the drawing knows how many modules a text needs; it is measured before the browser paints.
  useLayoutEffect(() => {
    const drawn = svg.current?.viewBox.baseVal.width;
    if (unmeasured !== null && drawn !== undefined) setModules((known) => new Map(known).set(unmeasured, drawn));
  }, [unmeasured]);
  if (choice.kind === "none") {
    return <NoCode tried={[...modules.values()]} ratio={ratio} generation={generation} bigger={bigger} />;
  }
  return (
    <div
      role="img"
      aria-label={t(TRAITS[generation].code === "page" ? "page" : "code", { amount })}
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
});
