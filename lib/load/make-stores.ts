import { randomBytes } from "node:crypto";
import { hashPassword } from "#lib/auth/password.ts";
import type { Shop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import type { FileProblem } from "#lib/stores/apply/refuse.ts";
import type { Habits, LoadStore } from "./view.ts";

type Plan = {
  code: string;
  name: string;
  timeZone: string;
  dayStart: string;
  language: "zh-CN" | "en";
  codeLifeMinutes: number;
  accounts: Record<string, string | { account: string; maxAmount: string }>;
  registers: readonly string[];
  cashiers: readonly string[];
  manager: string;
  habits: Habits;
};

const DAYTIME = [0, 0, 0, 0, 0, 0, 0, 1, 4, 5, 6, 11, 16, 12, 6, 5, 6, 9, 15, 13, 9, 5, 2, 0];
const NIGHT = [9, 7, 5, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 10, 12, 13, 13, 11];
const OFFICES = [0, 0, 0, 0, 0, 0, 2, 9, 14, 9, 6, 8, 14, 9, 5, 5, 5, 5, 4, 2, 1, 0, 0, 0];

const WEEKEND = [13, 8, 8, 9, 9, 12, 15];
const WORKDAYS = [4, 11, 12, 12, 12, 11, 5];

const alone = (currency: string): Habits["currencies"] => [{ currency, share: 1 }];

/** Six shops in five zones, with three beginnings of the day. */
const PLANS: readonly Plan[] = [
  {
    ...{ code: "nanjing-road", name: "南京路店", timeZone: "Asia/Shanghai", dayStart: "00:00", language: "zh-CN" },
    ...{ codeLifeMinutes: 2, accounts: { CNY: "practice-openapi" }, manager: "陈静" },
    registers: ["1号台", "2号台", "3号台", "4号台", "5号台", "6号台"],
    cashiers: ["李娜", "王伟", "张敏", "刘洋", "赵磊", "周婷", "吴昊", "孙悦"],
    habits: {
      ...{ share: 34, hours: DAYTIME, weekdays: WEEKEND, usual: { CNY: 68 }, spread: 0.7, currencies: alone("CNY") },
      ...{ references: "number", shifts: true },
    },
  },
  {
    ...{ code: "night-market", name: "簋街夜宵", timeZone: "Asia/Shanghai", dayStart: "06:00", language: "zh-CN" },
    ...{ codeLifeMinutes: 3, accounts: { CNY: "practice-openapi" }, manager: "郑爽" },
    registers: ["前台", "二楼", "外卖窗口"],
    cashiers: ["何静", "马超", "罗丹", "高翔"],
    habits: {
      ...{ share: 20, hours: NIGHT, weekdays: WEEKEND, usual: { CNY: 186 }, spread: 0.6, currencies: alone("CNY") },
      ...{ references: "table", shifts: true },
    },
  },
  {
    ...{ code: "ginza", name: "Ginza", timeZone: "Asia/Tokyo", dayStart: "00:00", language: "en" },
    ...{
      codeLifeMinutes: 2,
      accounts: { JPY: { account: "practice-mapi", maxAmount: "5000000" } },
      manager: "Mori Aoi",
    },
    registers: ["Counter 1", "Counter 2", "Tax free"],
    cashiers: ["Sato Yui", "Suzuki Ren", "Tanaka Mio", "Ito Haruto"],
    habits: {
      ...{ share: 15, hours: DAYTIME, weekdays: WEEKEND, usual: { JPY: 4200 }, spread: 0.9, currencies: alone("JPY") },
      ...{ references: "none", shifts: true },
    },
  },
  {
    ...{ code: "soho", name: "Soho", timeZone: "Europe/London", dayStart: "04:00", language: "en" },
    ...{ codeLifeMinutes: 2, accounts: { GBP: "practice-mapi", USD: "practice-mapi" }, manager: "Grace Hill" },
    registers: ["Till 1", "Till 2"],
    cashiers: ["Amy Chan", "Tom Baker", "Noor Khan"],
    habits: {
      ...{ share: 12, hours: DAYTIME, weekdays: WEEKEND, usual: { GBP: 24, USD: 30 }, spread: 0.6 },
      currencies: [
        { currency: "GBP", share: 0.94 },
        { currency: "USD", share: 0.06 },
      ],
      ...{ references: "table", shifts: false },
    },
  },
  {
    ...{ code: "midtown", name: "Midtown", timeZone: "America/New_York", dayStart: "04:00", language: "en" },
    ...{ codeLifeMinutes: 2, accounts: { USD: "practice-intl" }, manager: "Maria Lopez" },
    registers: ["Till 1", "Till 2", "Kiosk"],
    cashiers: ["James Lee", "Emma Wood", "Luis Vega", "Ann Wu"],
    habits: {
      ...{ share: 11, hours: OFFICES, weekdays: WORKDAYS, usual: { USD: 14 }, spread: 0.5, currencies: alone("USD") },
      ...{ references: "number", shifts: true },
    },
  },
  {
    ...{ code: "central", name: "中環店", timeZone: "Asia/Hong_Kong", dayStart: "00:00", language: "zh-CN" },
    ...{ codeLifeMinutes: 2, accounts: { HKD: "practice-mapi", USD: "practice-mapi" }, manager: "黃嘉欣" },
    registers: ["1號", "2號"],
    cashiers: ["陳大文", "林詠詩", "何子軒"],
    habits: {
      ...{ share: 8, hours: OFFICES, weekdays: WORKDAYS, usual: { HKD: 96, USD: 12 }, spread: 0.7 },
      currencies: [
        { currency: "HKD", share: 0.97 },
        { currency: "USD", share: 0.03 },
      ],
      ...{ references: "none", shifts: false },
    },
  },
];

const storeCode = (seed: number, { code }: Plan): string => `load-${seed}-${code}`;
export const storeCodes = (seed: number): string[] => PLANS.map((plan) => storeCode(seed, plan));

export type MadeStores = { ok: true; stores: LoadStore[] } | { ok: false; problems: FileProblem[] };

/** Makes the load's own practice stores by the door of every other store, and the people who sell there. They sign in nowhere. */
export async function makeStores(shop: Shop, seed: number): Promise<MadeStores> {
  const made = await applyStoreFile(shop, fileOf(seed), String);
  if (made.kind === "refused") return { ok: false, problems: made.problems };
  const passwordHash = await hashPassword(randomBytes(24).toString("base64url"));
  const stores: LoadStore[] = [];
  for (const [at, plan] of PLANS.entries()) stores.push(await makePeople(shop, { plan, at, seed, passwordHash }));
  return { ok: true, stores };
}

const fileOf = (seed: number) => ({
  merchant: { code: "practice", name: "Practice" },
  stores: PLANS.map((plan) => ({
    ...{
      code: storeCode(seed, plan),
      name: plan.name,
      practice: true,
      timeZone: plan.timeZone,
      dayStart: plan.dayStart,
    },
    ...{ currency: Object.keys(plan.accounts)[0], codeLifeMinutes: plan.codeLifeMinutes, language: plan.language },
    registers: plan.registers.map((name, at) => ({ code: `${at + 1}`, name })),
    accounts: plan.accounts,
  })),
});

type Staffed = { plan: Plan; at: number; seed: number; passwordHash: string };

async function makePeople({ prisma }: Shop, { plan, at, seed, passwordHash }: Staffed): Promise<LoadStore> {
  const code = storeCode(seed, plan);
  const store = await prisma.store.findUniqueOrThrow({
    where: { code },
    include: { registers: { orderBy: { code: "asc" } }, accounts: { include: { account: true } } },
  });
  const person = async (name: string, role: "cashier" | "manager", place: number) => {
    const memberships = { create: { storeId: store.id, role } };
    const { id, login } = await prisma.user.create({
      data: { login: `${code}-${place}`, name, passwordHash, memberships },
    });
    return { id, name, login };
  };
  const cashiers = [];
  for (const [place, name] of plan.cashiers.entries()) cashiers.push(await person(name, "cashier", place + 1));
  const { id, name, timeZone, dayStartMinute, currency, codeLifeMinutes } = store;
  return {
    ...{ at, id, name, timeZone, dayStartMinute, currency, codeLifeMinutes, cashiers, habits: plan.habits },
    registers: store.registers.map((register) => ({ id: register.id, name: register.name })),
    manager: await person(plan.manager, "manager", 0),
    accounts: new Map(
      store.accounts.map((one) => [
        one.currency,
        { id: one.accountId, version: one.account.currentVersion, generation: generationOf(one.account.generation) },
      ]),
    ),
  };
}

function generationOf(text: string): "openapi" | "mapi" | "intl" {
  if (text === "openapi" || text === "mapi" || text === "intl") return text;
  throw new Error(`there is no generation ${text}`);
}
