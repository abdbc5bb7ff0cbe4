"use client";

import { type ReactNode, useId } from "react";
import { IconButton } from "./icon-button.tsx";
import { useModal } from "./use-modal.ts";

type Props = {
  title: string;
  onClose: () => void;
  /** Name of the × in the corner; without it the foot has to offer the way out. */
  closeLabel?: string;
  foot?: ReactNode;
  /** Fills the screen: always, or on a phone alone, whose keyboard would cover a sheet at the bottom. */
  fills?: "always" | "phone";
  children: ReactNode;
};

const FULL = "m-0 size-full max-h-none max-w-none";
const NARROW = "tablet:m-auto tablet:h-fit tablet:max-h-[calc(100dvh-3rem)] tablet:w-120 tablet:rounded-card";
const LOOKS = {
  always: FULL,
  phone: `${FULL} ${NARROW}`,
  never: `m-0 mt-auto h-fit max-h-[calc(100dvh-3rem)] w-full max-w-none rounded-t-card ${NARROW}`,
};

/** A modal on the native element: it holds the focus, closes with Esc and gives the focus back. Mounted means open. */
export function Dialog({ title, onClose, closeLabel, foot, fills, children }: Props) {
  const modal = useModal(onClose);
  const heading = useId();
  return (
    <dialog
      {...modal}
      aria-labelledby={heading}
      className={`${LOOKS[fills ?? "never"]} scroll-pt-12 scroll-pb-24 overflow-auto border-0 bg-card p-0 text-text shadow-float`}
    >
      <div className="flex min-h-full flex-col">
        <div className="flex min-h-19 items-center justify-between gap-2 py-4 pr-3 pl-6">
          <h2 id={heading} className="font-semibold text-tape">
            {title}
          </h2>
          {closeLabel !== undefined && <IconButton icon="x" label={closeLabel} onClick={onClose} />}
        </div>
        <div className="grid flex-1 grid-cols-1 content-start gap-5 px-6 pb-5">{children}</div>
        {foot !== undefined && (
          <div className="sticky bottom-0 mt-auto flex gap-2 border-line border-t bg-card px-6 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
            {foot}
          </div>
        )}
      </div>
    </dialog>
  );
}
