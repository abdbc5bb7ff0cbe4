"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Inner width and height of an element in CSS pixels; null until it is measured. */
export function useSize<Kind extends HTMLElement>(): [
  RefObject<Kind | null>,
  { width: number; height: number } | null,
] {
  const ref = useRef<Kind>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
