"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Feed, FeedAction } from "#components/till/feed/feed.ts";
import type { Register, Store, TillActions } from "#components/till/setting.ts";
import { useFetched } from "#components/ui/later.tsx";
import type { MoneyText } from "#lib/money/money.ts";
import { createClaims } from "./claim.ts";
import { type News, newsOf, type Seen } from "./news.ts";
import { canSound, primeSound } from "./page-audio.ts";
import { createQueue } from "./queue.ts";
import type { VoiceLanguage } from "./speech/said.ts";
import { playTone, type ToneKind } from "./tones.ts";
import { useRegister } from "./use-register.ts";
import type { Wish } from "./voice.ts";

/** Fetched early, and asked for when there is something to say. */
const fetchVoice = () => import("./voice.ts");
const VOICE = [{ fetch: fetchVoice }];
const SHAKES: Record<ToneKind, number[]> = { paid: [80], trouble: [80, 80, 300], expiring: [] };
/** A tab that was not touched yet leaves the news to one that can be heard. */
const MUTE_TAB_WAITS_MS = 250;
const BREATH_S = 0.1;
const FLASH_MS = 2_000;

type Setting = {
  store: Store;
  /** As the page came with it. */
  register: Register;
  save: TillActions["saveRegister"];
  till: { feed: Feed; now: number; tell: (action: FeedAction) => void };
};

/** The language in which this register speaks; null where it does not. */
export function voiceOf(store: Pick<Store, "language">, { voice }: Pick<Register, "voice">): VoiceLanguage | null {
  if (voice === "off") return null;
  if (voice !== "store") return voice;
  return store.language === "zh-CN" ? "zh-CN" : null;
}

/** Tells aloud what turns at this register, and how that is set; `flash` is an amount that could not be spoken. */
export function useSound({ store, register: given, save, till: { feed, now, tell: tellFeed } }: Setting) {
  const { register, change } = useRegister(given, save, tellFeed);
  const seen = useRef<Seen>(null);
  const [flash, setFlash] = useState<MoneyText | null>(null);
  const [{ claim, say }] = useState(() => createSpeaker(setFlash));

  useFetched(VOICE);

  useEffect(() => {
    const prime = () => void primeSound();
    addEventListener("pointerdown", prime, true);
    addEventListener("keydown", prime, true);
    return () => {
      removeEventListener("pointerdown", prime, true);
      removeEventListener("keydown", prime, true);
    };
  }, []);

  useEffect(() => {
    if (flash === null) return;
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);

  async function tell({ kind, look, order }: News) {
    if (!canSound()) await new Promise((resolve) => setTimeout(resolve, MUTE_TAB_WAITS_MS));
    if (!(await claim(`${order.id}.${look}`))) return;
    if ("vibrate" in navigator && SHAKES[kind].length > 0) navigator.vibrate(SHAKES[kind]);
    const { volume } = register;
    if (volume === 0) return;
    const seconds = canSound() ? playTone(kind, volume) : 0;
    const language = voiceOf(store, register);
    if (kind !== "paid" || language === null) return;
    say({ language, volume, amount: order.amount, after: seconds + BREATH_S });
  }

  const listen = useEffectEvent((orders: Feed["orders"], at: number) => {
    const heard = newsOf(seen.current, orders, at);
    seen.current = heard.seen;
    for (const one of heard.news) void tell(one);
  });
  useEffect(() => {
    if (feed.lastWordAt !== null) listen(feed.orders, now);
  }, [feed.orders, feed.lastWordAt, now]);

  return { register, change, flash };
}

export type Sound = ReturnType<typeof useSound>;

type Job = Wish & { after: number };

function createSpeaker(onMute: (amount: MoneyText) => void) {
  const say = createQueue<Job>(async (job) => {
    await new Promise((resolve) => setTimeout(resolve, job.after * 1_000));
    const voice = await fetchVoice().catch(() => null);
    if (!(await voice?.say(job))) onMute(job.amount);
  });
  return { claim: createClaims(), say };
}
