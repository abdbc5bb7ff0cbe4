import type { MoneyText } from "#lib/money/money.ts";
import { decimalsOf } from "./decimals.ts";
import type { Said } from "./said.ts";

const DIGITS = [..."零一二三四五六七八九"];
/** Of a group of four digits. */
const PLACES = ["", "十", "百", "千"];
const GROUPS = ["", "万", "亿", "万亿"];

const UNITS: Record<string, string> = {
  AUD: "澳元",
  CAD: "加元",
  CHF: "瑞士法郎",
  EUR: "欧元",
  GBP: "英镑",
  HKD: "港币",
  JPY: "日元",
  KRW: "韩元",
  MOP: "澳门元",
  MYR: "马来西亚令吉",
  NZD: "新西兰元",
  SGD: "新加坡元",
  THB: "泰铢",
  TWD: "新台币",
  USD: "美元",
};

/** File names of the characters: addresses stay plain. */
const NAMES: Record<string, string> = {
  ...Object.fromEntries(DIGITS.map((digit, value) => [digit, String(value)])),
  ...{ 两: "two", 十: "ten", 百: "hundred", 千: "thousand", 万: "wan", 亿: "yi", 点: "point" },
  ...{ 元: "yuan", 角: "jiao", 分: "fen", 整: "whole" },
};

/** Each recorded word, by the name of its file. */
export const MANDARIN_CLIPS: ReadonlyMap<string, string> = new Map([
  ["paid", "收款成功"],
  ...Object.entries(NAMES).map(([word, name]) => [name, word] as const),
  ...Object.entries(UNITS).map(([currency, name]) => [currency.toLowerCase(), name] as const),
]);

const clipsOf = (words: string): string[] => [...words].map((word) => NAMES[word] ?? word);

/** "收款成功，128 元 5 角" */
export function sayMandarin(amount: MoneyText): Said {
  const { whole, fraction } = decimalsOf(amount);
  const said = amount.currency === "CNY" ? sayYuan(whole, fraction) : sayOther(whole, fraction, amount.currency);
  return { text: `收款成功，${said.text}`, clips: said.clips && ["paid", ...said.clips] };
}

function sayYuan(whole: bigint, fraction: string): Said {
  const [jiao = "0", fen = "0"] = fraction;
  const parts: { text: string; words: string }[] = [];
  if (whole > 0n || fraction === "00") parts.push({ text: `${whole} 元`, words: `${counted(whole)}元` });
  if (jiao !== "0") parts.push({ text: `${jiao} 角`, words: `${counted(BigInt(jiao))}角` });
  if (fen !== "0") parts.push({ text: `${fen} 分`, words: `${counted(BigInt(fen))}分` });
  if (fraction === "00") parts.push({ text: "整", words: "整" });
  const skipsJiao = whole > 0n && jiao === "0" && fen !== "0";
  const joined = parts.map(({ text }) => text);
  return {
    text: skipsJiao ? joined.join("零 ") : joined.join(" ").replace(" 整", "整"),
    clips: clipsOf(parts.map(({ words }) => words).join(skipsJiao ? "零" : "")),
  };
}

function sayOther(whole: bigint, fraction: string, currency: string): Said {
  const name = UNITS[currency];
  const digits = [...fraction].map((digit) => DIGITS[Number(digit)] ?? "").join("");
  const number = fraction === "" ? counted(whole) : `${numberWords(whole)}点${digits}`;
  return {
    text: `${whole}${fraction === "" ? "" : `.${fraction}`} ${name ?? nameOf(currency)}`,
    clips: name === undefined ? null : [...clipsOf(number), currency.toLowerCase()],
  };
}

/** Two of something is 两, not 二. */
const counted = (value: bigint): string => (value === 2n ? "两" : numberWords(value));

function numberWords(value: bigint): string {
  if (value === 0n) return "零";
  let words = "";
  let gap = false;
  for (let rest = value, group = 0; rest > 0n; rest /= 10_000n, group++) {
    const part = Number(rest % 10_000n);
    if (part === 0) {
      gap = words !== "";
      continue;
    }
    const said = `${part === 2 && group > 0 ? "两" : partWords(part)}${GROUPS[group] ?? ""}`;
    words = `${said}${gap && !words.startsWith("零") ? "零" : ""}${words}`;
    // A group that does not begin with its thousands is led in by one zero.
    gap = part < 1_000;
  }
  return words.replace(/^一十/, "十");
}

/** 1 to 9999. */
function partWords(part: number): string {
  const digits = [...String(part)];
  return digits.reduce((words, digit, at) => {
    const place = digits.length - 1 - at;
    if (digit === "0") return words.endsWith("零") || /^0*$/.test(digits.slice(at).join("")) ? words : `${words}零`;
    return `${words}${digit === "2" && place === 3 ? "两" : DIGITS[Number(digit)]}${PLACES[place]}`;
  }, "");
}

const nameOf = (currency: string): string =>
  new Intl.DisplayNames(["zh-CN"], { type: "currency" }).of(currency) ?? currency;
