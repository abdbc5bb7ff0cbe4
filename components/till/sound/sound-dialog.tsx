"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type Register, useStore } from "#components/till/setting.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { SoundCheck } from "./sound-check.tsx";
import { voiceOf } from "./use-sound.ts";

const VOICES = ["store", "zh-CN", "en", "off"] as const;
const USUAL_VOLUME = 80;

type Props = {
  register: Register;
  /** False when it was not saved. */
  onSave: (sound: Pick<Register, "volume" | "voice">) => Promise<boolean>;
  onClose: () => void;
};

/** How loud this register is and what it speaks, with a tone to try it. */
export function SoundDialog({ register, onSave, onClose }: Props) {
  const t = useTranslations("till.sound");
  const store = useStore();
  const field = useId();
  const [volume, setVolume] = useState(register.volume);
  const [voice, setVoice] = useState(register.voice);
  const [step, setStep] = useState<"idle" | "saving" | "refused">("idle");
  const ofStore = voiceOf(store, { voice: "store" }) ?? "none";

  async function save() {
    setStep("saving");
    setStep((await onSave({ volume, voice })) ? "idle" : "refused");
  }

  return (
    <Dialog
      title={t("title")}
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("back")}
          </Button>
          <Button look="primary" className="min-h-13 flex-2" onClick={save} disabled={step === "saving"}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-1.5">
        <div className="flex justify-between text-table">
          <label htmlFor={`${field}-volume`} className="font-semibold">
            {t("volume")}
          </label>
          <span className="text-muted">{volume === 0 ? t("off") : t("percent", { volume })}</span>
        </div>
        <div className="flex items-center gap-3">
          <input
            id={`${field}-volume`}
            type="range"
            min={0}
            max={100}
            step={10}
            value={volume}
            onChange={(event) => setVolume(Number(event.target.value))}
            className="h-11 min-w-0 flex-1 accent-accent"
          />
          <Button onClick={() => setVolume(volume === 0 ? register.volume || USUAL_VOLUME : 0)}>
            <Icon name={volume === 0 ? "sound" : "mute"} />
            {t(volume === 0 ? "unmute" : "mute")}
          </Button>
        </div>
      </div>
      <SoundCheck volume={volume} />
      <div className="grid gap-1.5">
        <label htmlFor={`${field}-voice`} className="font-semibold text-table">
          {t("voice")}
        </label>
        <span className="relative grid">
          <select
            id={`${field}-voice`}
            value={voice}
            onChange={(event) => setVoice(VOICES.find((one) => one === event.target.value) ?? "store")}
            className="min-h-12 appearance-none rounded-card border border-control bg-card pr-9 pl-3.5"
          >
            {VOICES.map((one) => (
              <option key={one} value={one}>
                {t(`voices.${one}`, { language: ofStore })}
              </option>
            ))}
          </select>
          <Icon name="down" className="pointer-events-none absolute top-4 right-3 size-4 text-muted" />
        </span>
        <p className="text-muted text-small">{t("note")}</p>
      </div>
      {step === "refused" && (
        <p role="alert" className="font-semibold text-fail">
          {t("refused")}
        </p>
      )}
    </Dialog>
  );
}
