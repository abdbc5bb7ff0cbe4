"use client";

import { useEffect, useEffectEvent, useState } from "react";

/**
 * The digits of a PIN as they come from the pad on the screen or from a keyboard. With the last one `onFull` gets all of
 * them; they are kept nowhere else.
 */
export function useDigits({ length, off, onFull }: { length: number; off: boolean; onFull: (pin: string) => void }) {
  const [digits, setDigits] = useState("");

  function type(digit: string) {
    if (off || digits.length >= length) return;
    const next = digits + digit;
    setDigits(next);
    if (next.length === length) onFull(next);
  }
  const back = () => off || setDigits(digits.slice(0, -1));

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement) return;
    if (/^[0-9]$/.test(event.key)) type(event.key);
    else if (event.key === "Backspace") back();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return { count: digits.length, type, back, clear: () => setDigits("") };
}
