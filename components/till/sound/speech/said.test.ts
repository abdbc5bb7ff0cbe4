import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { ENGLISH_CLIPS } from "./english.ts";
import { MANDARIN_CLIPS } from "./mandarin.ts";
import { sayPaid } from "./said.ts";

const SENTENCES = [
  ["CNY", "12850", "收款成功，128 元 5 角", "one hundred twenty-eight yuan fifty"],
  ["CNY", "12800", "收款成功，128 元整", "one hundred twenty-eight yuan"],
  ["CNY", "1205", "收款成功，12 元零 5 分", "twelve yuan zero five"],
  ["CNY", "12853", "收款成功，128 元 5 角 3 分", "one hundred twenty-eight yuan fifty-three"],
  ["CNY", "1", "收款成功，1 分", "zero yuan zero one"],
  ["CNY", "10", "收款成功，1 角", "zero yuan ten"],
  ["CNY", "99", "收款成功，9 角 9 分", "zero yuan ninety-nine"],
  ["CNY", "100", "收款成功，1 元整", "one yuan"],
  ["CNY", "1000", "收款成功，10 元整", "ten yuan"],
  ["CNY", "10000005", "收款成功，100000 元零 5 分", "one hundred thousand yuan zero five"],
  ["CNY", "100119", "收款成功，1001 元 1 角 9 分", "one thousand one yuan nineteen"],
  ["HKD", "12850", "收款成功，128.50 港币", "one hundred twenty-eight Hong Kong dollars fifty"],
  ["USD", "100", "收款成功，1.00 美元", "one US dollar"],
  [
    "USD",
    "99999999",
    "收款成功，999999.99 美元",
    "nine hundred ninety-nine thousand nine hundred ninety-nine US dollars ninety-nine",
  ],
  ["JPY", "100", "收款成功，100 日元", "one hundred yen"],
  ["KRW", "1250000", "收款成功，1250000 韩元", "one million two hundred fifty thousand won"],
  ["KWD", "12345", "收款成功，12.345 科威特第纳尔", "twelve point three four five Kuwaiti Dinar"],
] as const;

test.each(SENTENCES)("L6 says what was paid in both languages: %s %s", (...sentence) => {
  const [currency, minor, mandarin, english] = sentence;
  expect(sayPaid("zh-CN", { minor, currency }).text).toBe(mandarin);
  expect(sayPaid("en", { minor, currency }).text).toBe(`Payment received, ${english}.`);
});

describe("L6 without a voice the same amount is put together from recorded words", () => {
  const spoken = (language: "en" | "zh-CN", minor: string, currency = "CNY") => {
    const words = language === "en" ? ENGLISH_CLIPS : MANDARIN_CLIPS;
    const { clips } = sayPaid(language, { minor, currency });
    return clips?.map((name) => words.get(name)).join(language === "en" ? " " : "");
  };

  test.each([
    ["1", "收款成功一分"],
    ["10", "收款成功一角"],
    ["200", "收款成功两元整"],
    ["1000", "收款成功十元整"],
    ["1205", "收款成功十二元零五分"],
    ["11000", "收款成功一百一十元整"],
    ["12850", "收款成功一百二十八元五角"],
    ["100119", "收款成功一千零一元一角九分"],
    ["222222", "收款成功两千二百二十二元两角两分"],
    ["1000000", "收款成功一万元整"],
    ["1000100", "收款成功一万零一元整"],
    ["2000000", "收款成功两万元整"],
    ["10000005", "收款成功十万元零五分"],
    ["101010000", "收款成功一百零一万零一百元整"],
    ["10000000100", "收款成功一亿零一元整"],
  ])("Mandarin %s", (minor, words) => expect(spoken("zh-CN", minor)).toBe(words));

  test.each([
    ["1205", "CNY", "Payment received twelve yuan zero five"],
    ["12850", "CNY", "Payment received one hundred twenty eight yuan fifty"],
    ["100", "USD", "Payment received one US dollar"],
    ["100", "JPY", "Payment received one hundred yen"],
  ])("English %s %s", (minor, currency, words) => expect(spoken("en", minor, currency)).toBe(words));

  test("other currencies digit by digit behind the point", () => {
    expect(spoken("zh-CN", "12850", "HKD")).toBe("收款成功一百二十八点五零港币");
    expect(spoken("zh-CN", "200", "JPY")).toBe("收款成功二百日元");
  });

  test("a currency whose name is not recorded is left to the tone", () => {
    expect(sayPaid("zh-CN", { minor: "12345", currency: "KWD" }).clips).toBeNull();
    expect(sayPaid("en", { minor: "12345", currency: "KWD" }).clips).toBeNull();
  });

  test("every word is recorded, and only those", () => {
    for (const [language, words] of [["en", ENGLISH_CLIPS] as const, ["zh-CN", MANDARIN_CLIPS] as const]) {
      const files = fs.readdirSync(`public/voice/${language}`).toSorted();
      expect(files).toEqual([...words.keys()].map((name) => `${name}.mp3`).toSorted());
    }
  });

  test("all recordings together stay under 600 kB", () => {
    const sizes = ["en", "zh-CN"].flatMap((language) =>
      fs.readdirSync(`public/voice/${language}`).map((file) => fs.statSync(`public/voice/${language}/${file}`).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000);
  });
});
