import { expect, type Locator, type Page } from "@playwright/test";
import type { App } from "../fixtures/app.ts";
import type { Gateway } from "../fixtures/gateway.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";
import { jarOf } from "../fixtures/sign-in.ts";
import { type Till, tillOn } from "../fixtures/till.ts";

/** Keeps a picture of what is shown now. */
export type Picture = (shown: Page | Locator, screen: string) => Promise<void>;

/** What a chapter of pictures works with: one browser, nobody signed in, and the shop behind it. */
export type Studio = {
  page: Page;
  app: App;
  database: ShopDatabase;
  gateway: Gateway;
  save: Picture;
  /** The same with the pointer out of the way. */
  take: (screen: string) => Promise<void>;
  /** Opens the till of a register as the owner, or as somebody else. */
  openTill: (where?: { store?: string; registerId?: string; cookies?: string }) => Promise<Till>;
  /** Charges an amount; the merchant number of the sale that waits. */
  sell: (till: Till, amount: string) => Promise<{ orderId: string; merchantNumber: string }>;
  /** Keeps the card of a paid sale on the screen. */
  stay: (till: Till) => Promise<void>;
  sellPaid: (till: Till, amount: string) => Promise<{ orderId: string; merchantNumber: string }>;
};

type Tools = Pick<Studio, "page" | "app" | "database" | "gateway" | "save"> & {
  /** Session of the owner. */
  owner: string;
};

export function openStudio({ owner, ...tools }: Tools): Studio {
  const { page, app, database, gateway, save } = tools;
  const sell = async (till: Till, amount: string) => {
    const sale = await database.sale(await till.charge(amount));
    await till.shows("waiting");
    return sale;
  };
  const stay = async ({ card }: Till) => {
    // A card takes no letter in the moment of a change.
    await expect(card.locator("[aria-disabled=true]")).toHaveCount(0);
    await page.keyboard.press("s");
  };
  return {
    ...tools,
    sell,
    stay,
    take: async (screen) => {
      await page.mouse.move(0, 0);
      await save(page, screen);
    },
    openTill: async ({ store = "practice", registerId, cookies = owner } = {}) => {
      const register = registerId ?? (await database.makeRegister({ store, name: "Till 1" }));
      await page.context().addCookies(jarOf(`${cookies}; scantill.register=${register}`, app.baseURL));
      await page.goto("/");
      await page.locator("[data-health=online]").waitFor({ state: "attached" });
      return tillOn(page, register);
    },
    sellPaid: async (till, amount) => {
      const sale = await sell(till, amount);
      await gateway.pay(sale.merchantNumber);
      await till.shows("paid");
      await stay(till);
      return sale;
    },
  };
}
