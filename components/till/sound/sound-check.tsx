"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Note } from "#components/ui/note.tsx";
import { primeSound } from "./page-audio.ts";
import { playTone } from "./tones.ts";

type Props = {
  /** Percent. */
  volume: number;
};

/** Plays the tone of a payment and asks whether it was heard. */
export function SoundCheck({ volume }: Props) {
  const t = useTranslations("till.sound");
  const [step, setStep] = useState<"idle" | "played" | "heard" | "unheard">("idle");

  async function play() {
    setStep("played");
    await primeSound();
    playTone("paid", volume);
  }

  return (
    <div className="grid gap-3">
      <Button className="min-h-13" onClick={play} disabled={volume === 0}>
        <Icon name="sound" />
        {t("test")}
      </Button>
      <div role="status" className="grid gap-3 empty:hidden">
        {step === "played" && (
          <div className="flex items-center gap-2">
            <p className="min-w-0 flex-1">{t("works")}</p>
            <Button onClick={() => setStep("heard")}>{t("yes")}</Button>
            <Button onClick={() => setStep("unheard")}>{t("no")}</Button>
          </div>
        )}
        {step === "heard" && (
          <p className="tone-paid flex items-center gap-2 text-tone">
            <Icon name="paid" />
            {t("good")}
          </p>
        )}
        {step === "unheard" && (
          <div className="tone-warn">
            <Note icon="info">{t("advice")}</Note>
          </div>
        )}
      </div>
    </div>
  );
}
