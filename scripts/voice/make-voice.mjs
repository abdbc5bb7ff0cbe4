// Records the words of public/voice anew, with espeak-ng and ffmpeg: node scripts/voice/make-voice.mjs. See docs/sound.md.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ENGLISH_CLIPS } from "../../components/till/sound/speech/english.ts";
import { MANDARIN_CLIPS } from "../../components/till/sound/speech/mandarin.ts";

const VOICES = [
  { folder: "en", voice: "en-us", words: ENGLISH_CLIPS },
  { folder: "zh-CN", voice: "cmn", words: MANDARIN_CLIPS },
];
/** Silence at both ends goes: words follow one another without a pause. */
const TRIM = "silenceremove=start_periods=1:start_threshold=-45dB";
const TRIM_BOTH = `${TRIM},areverse,${TRIM},areverse`;
const LOUDNESS_DB = -18;
const LOUDEST_DB = -1.5;

/** Decibels to add, so that all words are equally loud. @param {Buffer} sound */
function gainOf(sound) {
  const words = ["-hide_banner", "-i", "-", "-af", `${TRIM_BOTH},volumedetect`, "-f", "null", "-"];
  const said = spawnSync("ffmpeg", words, { input: sound, encoding: "utf8" }).stderr;
  const read = (/** @type {string} */ name) => Number(new RegExp(`${name}_volume: (\\S+) dB`).exec(said)?.[1]);
  return Math.min(LOUDNESS_DB - read("mean"), LOUDEST_DB - read("max"));
}

for (const { folder, voice, words } of VOICES) {
  const out = path.join("public/voice", folder);
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  for (const [name, word] of words) {
    const spoken = execFileSync("espeak-ng", ["-v", voice, "-s", "165", "--stdout", word]);
    const filter = `${TRIM_BOTH},volume=${gainOf(spoken)}dB`;
    const ffmpeg = ["-loglevel", "error", "-i", "-", "-af", filter, "-ac", "1", "-ar", "16000", "-b:a", "24k"];
    execFileSync("ffmpeg", [...ffmpeg, path.join(out, `${name}.mp3`)], { input: spoken });
  }
}
