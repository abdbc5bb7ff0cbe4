"use client";

import { useEffect, useState } from "react";
import { type Contact, type Heard, judgeContact, noContact } from "./contact.ts";

/** Judges the silence four times a second, and draws anew only when the verdict changes. */
export function useContact(heard: Heard, busy: boolean): Contact {
  const { offset, lastWordAt, brokenAt } = heard;
  const [contact, setContact] = useState(noContact);
  useEffect(() => {
    const judge = () =>
      setContact((was) => {
        const is = judgeContact({ offset, lastWordAt, brokenAt }, busy, Date.now());
        const same = was.polling === is.polling && was.lost === is.lost && was.silentSeconds === is.silentSeconds;
        return same ? was : is;
      });
    judge();
    const timer = setInterval(judge, 250);
    return () => clearInterval(timer);
  }, [offset, lastWordAt, brokenAt, busy]);
  return contact;
}
