"use client";

import { Later, part, useFetched } from "#components/ui/later.tsx";
import type { DisplayActions } from "#lib/displays/commands.ts";
import { useWish } from "./use-wish.ts";

type Props = { registerId: string; actions: DisplayActions };

const DIALOG = part(async () => (await import("./displays-dialog.tsx")).DisplaysDialog);
const PARTS = [DIALOG];

/** The dialog of customers' displays, opened by the till's menu or by the address that a display shows as a code. */
export function Displays(props: Props) {
  const [wish, close] = useWish();
  useFetched(PARTS);
  return wish === null ? null : <Later of={DIALOG} props={{ ...props, wish, onClose: close }} />;
}
