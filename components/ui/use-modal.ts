"use client";

import { type SyntheticEvent, useEffect, useRef } from "react";

/** Holds a native dialog open as a modal while it is mounted; the focus begins at `data-first` and goes back where it was. */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = ref.current;
    const opener = document.activeElement;
    element?.showModal();
    // React writes no autofocus attribute: what should have the focus first says so by data-first.
    element?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      element?.close();
      if (opener !== null && "focus" in opener && typeof opener.focus === "function") opener.focus();
    };
  }, []);
  return {
    ref,
    onCancel: (event: SyntheticEvent) => {
      event.preventDefault();
      onClose();
    },
    /** A browser closes at the second Esc in a row without asking; whether that is an end is for the page to say. */
    onClose: () => {
      const element = ref.current;
      if (!element?.isConnected || element.open) return;
      element.showModal();
      onClose();
    },
  };
}
