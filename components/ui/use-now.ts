"use client";

import { useEffect, useState } from "react";

/** Date.now() plus an offset in milliseconds, renewed at each turn of that clock's second: shown seconds never skip. */
export function useNow(offset: number): number {
  const [now, setNow] = useState(() => Date.now() + offset);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const time = Date.now() + offset;
      setNow(time);
      timer = setTimeout(tick, 1_005 - (time % 1_000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [offset]);
  return now;
}
