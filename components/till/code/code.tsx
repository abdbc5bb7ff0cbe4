"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { OrderView } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { textsOf } from "./code-choice.ts";
import { Drawing } from "./drawing.tsx";
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

/** The payment code: what the gateway returned, or our own address of it. */
export const Code = memo(function Code({ generation, amount, room, wanted, bigger = false, ...code }: Props) {
  const t = useTranslations("till.stage");
  return (
    <Drawing
      texts={textsOf(code)}
      label={t(TRAITS[generation].code === "page" ? "page" : "code", { amount })}
      room={room}
      wanted={wanted}
      instead={(tried, ratio) => <NoCode tried={tried} ratio={ratio} generation={generation} bigger={bigger} />}
    />
  );
});
