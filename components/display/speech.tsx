"use client";

import { type Messages, NextIntlClientProvider } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import type { Language } from "../../i18n/languages.ts";

/** The words of a display. */
export type Words = Pick<Messages, "display"> & {
  till: Pick<Messages["till"], "money">;
  shell: Pick<Messages["shell"], "test" | "testNote">;
};

/** Both languages: a customer may change it, and the second one stands below the first. */
export type Speech = Record<Language, Words>;

const SpeechContext = createContext<Speech | null>(null);

export const SpeechProvider = ({ speech, children }: { speech: Speech; children: ReactNode }) => (
  <SpeechContext value={speech}>{children}</SpeechContext>
);

/** Says what stands inside in a language. */
export function In({ language, children }: { language: Language; children: ReactNode }) {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error("In outside of a display");
  return (
    <NextIntlClientProvider locale={language} messages={speech[language]} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}
