"use client";

import { useTranslations } from "next-intl";
import type { OrderView } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { AS_LARGE_AS_POSSIBLE, biggerRoom, codeSide } from "./code-size.ts";

type Props = {
  /** Modules of the codes that did not fit. */
  tried: readonly number[];
  ratio: number;
  generation: OrderView["generation"];
  /** True where this is all the room there is. */
  bigger: boolean;
};

/** In place of a code whose modules would be too small to scan: the way to one that can be scanned. */
export function NoCode({ tried, ratio, generation, bigger }: Props) {
  const t = useTranslations("till.stage");
  const room = { room: biggerRoom(innerWidth, innerHeight), wanted: AS_LARGE_AS_POSSIBLE, ratio };
  const fitsBigger = !bigger && tried.some((modules) => codeSide(modules, room) !== null);
  const advice = TRAITS[generation].code === "page" ? "noPage" : "tooLarge";
  return <p className="max-w-96 text-balance px-6 text-center font-semibold">{t(fitsBigger ? "useBigger" : advice)}</p>;
}
