import type { MoneyText } from "#lib/money/money.ts";
import { pageAudio } from "./page-audio.ts";
import { type Said, sayPaid, type VoiceLanguage } from "./speech/said.ts";
import { strengthOf } from "./tones.ts";

/** A browser that loses the end of a sentence must not hold up the next one. */
const LONGEST_MS = 15_000;

const LANGUAGES: Record<VoiceLanguage, RegExp> = { en: /^en\b/i, "zh-CN": /^(zh[-_](CN|Hans)|cmn)/i };

export type Wish = { amount: MoneyText; language: VoiceLanguage; volume: number };
type Sentence = Said & Wish;

const recorded = new Map<string, Promise<AudioBuffer>>();

/** Says what was paid, by a voice of the device or else by recorded words; false when neither was possible. */
export async function say(wish: Wish): Promise<boolean> {
  const sentence = { ...wish, ...sayPaid(wish.language, wish.amount) };
  return (await speak(sentence)) || playClips(sentence);
}

function load(address: string): Promise<AudioBuffer> {
  const known = recorded.get(address);
  if (known !== undefined) return known;
  const loading = fetch(address)
    .then((response) => (response.ok ? response.arrayBuffer() : Promise.reject(new Error(address))))
    .then((bytes) => pageAudio().decodeAudioData(bytes));
  recorded.set(address, loading);
  loading.catch(() => recorded.delete(address));
  return loading;
}

async function playClips({ language, clips, volume }: Sentence): Promise<boolean> {
  const audio = pageAudio();
  if (clips === null || audio.state !== "running") return false;
  try {
    const words = await Promise.all(clips.map((name) => load(`/voice/${language}/${name}.mp3`)));
    const gain = audio.createGain();
    gain.gain.value = strengthOf(volume);
    gain.connect(audio.destination);
    let at = audio.currentTime;
    for (const word of words) {
      const source = audio.createBufferSource();
      source.buffer = word;
      source.connect(gain);
      source.start(at);
      at += word.duration;
    }
    await passed((at - audio.currentTime) * 1_000);
    return true;
  } catch {
    return false;
  }
}

/** Voices that are on the device: others would send what a customer paid to somebody's server, and need the internet. */
function findVoice(language: VoiceLanguage): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  const voices = speechSynthesis.getVoices().filter(({ localService }) => localService);
  return voices.find(({ lang }) => LANGUAGES[language].test(lang)) ?? null;
}

async function speak({ language, text, volume }: Sentence): Promise<boolean> {
  const voice = findVoice(language);
  if (voice === null) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.volume = volume / 100;
  utterance.onend = () => resolve(true);
  utterance.onerror = () => resolve(false);
  speechSynthesis.speak(utterance);
  const spoken = await Promise.race([promise, passed(LONGEST_MS)]);
  if (spoken === "passed") speechSynthesis.cancel();
  return spoken !== false;
}

function passed(ms: number): Promise<"passed"> {
  return new Promise((resolve) => setTimeout(() => resolve("passed"), ms));
}
