import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { type Till, tillOn } from "./fixtures/till.ts";

/** A note that was started, or words that were said, with the moment of this machine's clock. */
type Heard = { tone?: number; clip?: number; text?: string; shake?: number[]; lang?: string; at: number };

/** Listens to all that a page sounds. `voices`: languages of the voices that the device has. */
async function listen(context: BrowserContext, voices: readonly string[]): Promise<void> {
  await context.addInitScript((languages) => {
    const heard: Heard[] = [];
    Reflect.set(window, "heard", heard);
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when?: number) {
      heard.push({ tone: this.frequency.value, at: Date.now() });
      start.call(this, when);
    };
    const play = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (when?: number) {
      heard.push({ clip: this.buffer?.duration ?? 0, at: Date.now() });
      play.call(this, when);
    };
    navigator.vibrate = (shake) => {
      heard.push({ shake: typeof shake === "number" ? [shake] : [...shake], at: Date.now() });
      return true;
    };
    class Utterance {
      text: string;
      lang = "";
      onend: (() => void) | null = null;
      constructor(text: string) {
        this.text = text;
      }
    }
    Reflect.set(window, "SpeechSynthesisUtterance", Utterance);
    const speech = {
      getVoices: () => languages.map((lang) => ({ lang, localService: true })),
      cancel: () => {},
      speak({ text, lang, onend }: Utterance) {
        heard.push({ text, lang, at: Date.now() });
        setTimeout(() => onend?.(), 50);
      },
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
  }, voices);
}

const heardOn = (page: Page): Promise<Heard[]> => page.evaluate(() => Reflect.get(window, "heard"));
const tones = (heard: Heard[]) => heard.flatMap(({ tone }) => tone ?? []);
const sentences = (heard: Heard[]) => heard.flatMap(({ text }) => text ?? []);
const shakes = (heard: Heard[]) => heard.flatMap(({ shake }) => (shake === undefined ? [] : [shake]));

const PAID_TONES = [784, 1175];
const TROUBLE_TONES = [233];

/** A till that is listened to, on a device with these voices. */
const hearing = (voices: readonly string[]) =>
  test.extend<{ till: Till }>({
    till: async ({ openBrowser, database, sessions, app }, use) => {
      const registerId = await database.makeRegister();
      const context = await openBrowser();
      await listen(context, voices);
      await context.addCookies(jarOf(`${sessions.cashier}; scantill.register=${registerId}`, app.baseURL));
      const page = await context.newPage();
      await page.goto("/");
      await use(tillOn(page, registerId));
    },
  });

async function openSound(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Menu of the till" }).click();
  await page.getByRole("button", { name: /^Sound/ }).click();
  return page.getByRole("dialog", { name: "Sound" });
}

async function setSound(page: Page, { voice, mute = false }: { voice?: string; mute?: boolean }): Promise<void> {
  const dialog = await openSound(page);
  if (voice !== undefined) await dialog.getByRole("combobox").selectOption({ label: voice });
  if (mute) await dialog.getByRole("button", { name: "Mute" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
}

const withVoices = hearing(["en-US", "zh-CN"]);

withVoices(
  "L5 L6 L9 P6 a hundred copies of one notice: two tones, one sentence, one short shake, and nothing before them",
  async ({ till, sell, gateway }) => {
    const { page } = till;
    await setSound(page, { voice: "English" });
    const { merchantNumber } = await sell(till, "128.50");
    expect(await heardOn(page)).toEqual([]);
    await gateway.payUntold(merchantNumber);
    await Promise.all(Array.from({ length: 100 }, () => gateway.notify(merchantNumber)));
    await till.shows("paid");
    await expect.poll(async () => sentences(await heardOn(page))).toHaveLength(1);
    const heard = await heardOn(page);
    expect(tones(heard)).toEqual(PAID_TONES);
    expect(sentences(heard)).toEqual(["Payment received, one hundred twenty-eight yuan fifty."]);
    expect(shakes(heard)).toEqual([[80]]);
  },
);

withVoices(
  "L6 Chinese is spoken where the register is set to it, and a page that is loaded anew says nothing of old sales",
  async ({ till, sell, gateway }) => {
    const { page } = till;
    await setSound(page, { voice: "Chinese" });
    const { merchantNumber } = await sell(till, "12.05");
    await gateway.pay(merchantNumber);
    await expect.poll(async () => sentences(await heardOn(page))).toEqual(["收款成功，12 元零 5 分"]);
    await page.reload();
    await expect(page.getByRole("button", { name: /12\.05.*Paid/ })).toBeVisible();
    await till.enter("1");
    await expect(till.total).toContainText("1");
    expect(await heardOn(page)).toEqual([]);
  },
);

withVoices("L6 two tabs of one browser: one of them speaks", async ({ till, sell, gateway }) => {
  await setSound(till.page, { voice: "English" });
  const page = await till.page.context().newPage();
  await page.goto("/");
  const other = tillOn(page, till.registerId);
  await other.enter("5");
  await page.keyboard.press("Delete");
  const { merchantNumber } = await sell(till, "20.00");
  await other.shows("waiting");
  await gateway.pay(merchantNumber);
  for (const tab of [till, other]) await tab.shows("paid");
  const heard = async () => [...(await heardOn(till.page)), ...(await heardOn(page))];
  await expect.poll(async () => sentences(await heard())).toEqual(["Payment received, twenty yuan."]);
  expect(tones(await heard())).toEqual(PAID_TONES);
  expect(shakes(await heard())).toEqual([[80]]);
});

withVoices("L5 L9 trouble has its own tone and its own shake", async ({ till, sell, gateway }) => {
  const { page } = till;
  await setSound(page, { voice: "English" });
  const { merchantNumber } = await sell(till, "21.00");
  await gateway.scan(merchantNumber);
  await till.shows("scanned");
  await gateway.decline(merchantNumber);
  await till.shows("failed");
  await expect.poll(async () => tones(await heardOn(page))).toEqual(TROUBLE_TONES);
  expect(shakes(await heardOn(page))).toEqual([[80, 80, 300]]);
  expect(sentences(await heardOn(page))).toEqual([]);
});

withVoices(
  "L5 a muted register is silent and still shakes, and stays muted on every device",
  async ({ till, openTill, sell, gateway }) => {
    const { page } = till;
    await setSound(page, { voice: "English", mute: true });
    const { merchantNumber } = await sell(till, "22.00");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
    await expect.poll(async () => shakes(await heardOn(page))).toEqual([[80]]);
    expect((await heardOn(page)).length).toBe(1);
    const elsewhere = await openTill({ registerId: till.registerId });
    await elsewhere.page.getByRole("button", { name: "Menu of the till" }).click();
    await expect(elsewhere.page.getByRole("button", { name: "Sound is off" })).toBeVisible();
  },
);

withVoices("L5 the sound is tried with a test tone", async ({ till }) => {
  const { page } = till;
  const dialog = await openSound(page);
  await dialog.getByRole("button", { name: "Play test tone" }).click();
  await expect.poll(async () => tones(await heardOn(page))).toEqual(PAID_TONES);
  await dialog.getByRole("button", { name: "No", exact: true }).click();
  await expect(dialog.getByText("Turn up the volume of the device")).toBeVisible();
  await dialog.getByRole("button", { name: "Play test tone" }).click();
  await dialog.getByRole("button", { name: "Yes" }).click();
  await expect(dialog.getByText("Sound works.")).toBeVisible();
});

withVoices("L5 the sound is tried where a shift is opened", async ({ till }) => {
  const { page } = till;
  await page.goto("/shift");
  await page.getByRole("button", { name: "Play test tone" }).click();
  await expect.poll(async () => tones(await heardOn(page))).toEqual(PAID_TONES);
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(page.getByText("Sound works.")).toBeVisible();
});

const withoutVoices = hearing([]);

withoutVoices(
  "L6 a device without a Chinese voice says the amount in recorded words",
  async ({ till, sell, gateway }) => {
    const { page } = till;
    await setSound(page, { voice: "Chinese" });
    const { merchantNumber } = await sell(till, "128.50");
    await gateway.pay(merchantNumber);
    const clips = async () => (await heardOn(page)).flatMap(({ clip }) => clip ?? []);
    // 收款成功 · 一 百 二 十 八 元 · 五 角
    await expect.poll(clips).toHaveLength(9);
    expect(Math.min(...(await clips()))).toBeGreaterThan(0.1);
    await expect(page.locator("[data-flash]")).toHaveCount(0);
  },
);

withoutVoices(
  "L6 where nothing can speak the tone stays, and a green band is shown for two seconds",
  async ({ till, sell, gateway, watch }) => {
    watch.expect(/Failed to load resource|net::ERR/);
    const { page } = till;
    await page.route("**/voice/**", (route) => route.abort());
    await setSound(page, { voice: "Chinese" });
    const { merchantNumber } = await sell(till, "23.00");
    await gateway.pay(merchantNumber);
    const flash = page.locator("[data-flash]");
    await expect(flash).toContainText("23.00");
    expect(tones(await heardOn(page))).toEqual(PAID_TONES);
    expect((await flash.boundingBox())?.width).toBe(page.viewportSize()?.width);
    await expect(flash).toHaveCount(0, { timeout: 3_000 });
  },
);
