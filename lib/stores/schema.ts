import { z } from "zod";
import { RIGHTS, ROLES } from "#lib/auth/roles.ts";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import { line } from "#lib/schema.ts";

/** A short name that files and addresses use: small letters, digits, dashes. */
const code = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "small letters, digits and dashes, at most 40");
const name = line(80);
const currency = z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code such as CNY");
const language = z.enum(["zh-CN", "en"]);
const amount = z.string().regex(/^[0-9]{1,12}(\.[0-9]{1,3})?$/, "an amount as text, such as 50000.00");

/** A secret by value, from a file (relative to the store file) or from the environment. */
export const secretSource = z.union([
  z.string().min(1),
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ env: z.string().min(1) }),
]);
export type SecretSource = z.infer<typeof secretSource>;

/** Whose stores the first start makes for practice: anybody else's are an installation's own. */
export const PRACTICE_MERCHANT = "practice";

/** Units of the currency, whatever it is worth. */
export const DEFAULT_LARGEST = "50000";

/** What the members of one role give back without a second person, in one currency. */
const refundLimit = z
  .strictObject({
    perRefund: amount.optional(),
    perDay: amount.optional(),
    ownSalesOnly: z.boolean().default(false),
    windowHours: z
      .int()
      .min(1)
      .max(24 * 366)
      .optional(),
  })
  .refine(
    ({ perRefund, perDay, ownSalesOnly, windowHours }) => perRefund ?? perDay ?? windowHours ?? ownSalesOnly,
    "name at least one limit",
  );
const refundLimits = z.partialRecord(z.enum(ROLES.filter((role) => RIGHTS[role].includes("refund"))), refundLimit);

/** What holds for one currency: limits of one sale, inclusive, what is read once more first, and limits of refunds. */
const currencyMembers = {
  minAmount: amount.optional(),
  maxAmount: amount.optional(),
  confirmFrom: amount.optional(),
  refundLimits: refundLimits.optional(),
};

/** What a form says of one currency of a store. */
export const currencyLimits = z.strictObject({
  currency,
  minAmount: amount.optional(),
  maxAmount: amount,
  confirmFrom: amount.optional(),
});

/** What people set at the till is left alone when the file does not name it. */
const register = z.strictObject({
  code,
  name,
  volume: z.int().min(0).max(100).exactOptional(),
  voice: z.enum(["store", "zh-CN", "en", "off"]).exactOptional(),
  paperWidth: z.literal([58, 80]).exactOptional(),
});

/** What is set for a store as a whole; without a word of it, as written here. */
const generalMembers = {
  name,
  timeZone: z.string().refine(isTimeZone, "a zone such as Asia/Shanghai").default("Asia/Shanghai"),
  /** Start of the business day in the store's zone. */
  dayStart: z
    .string()
    .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "a time such as 04:00")
    .default("00:00"),
  currency: currency.default("CNY"),
  codeLifeMinutes: z.int().min(1).max(15).default(3),
  language: language.default("zh-CN"),
  secondLanguage: language.optional(),
  address: line(200).optional(),
  taxId: line(40).optional(),
  receiptFooter: line(200).optional(),
  requireShift: z.boolean().default(false),
  centsFirst: z.boolean().default(false),
  returnSeconds: z.literal([0, 5, 8, 15]).default(8),
  pinLength: z.int().min(4).max(8).default(4),
  idleLockMinutes: z.int().min(0).max(30).default(2),
  lockAfterSale: z.boolean().default(false),
  officeIdleMinutes: z.int().min(0).max(720).default(60),
  freshMinutes: z.int().min(1).max(120).default(10),
};
const otherLanguage = {
  is: ({ language, secondLanguage }: { language: string; secondLanguage?: string | undefined }) =>
    language !== secondLanguage,
  else: { path: ["secondLanguage"], message: "another one than language" },
};
export const GENERAL_NAMES = Object.keys(generalMembers);
export const storeGeneral = z.strictObject(generalMembers).refine(otherLanguage.is, otherLanguage.else);

/** What a form says of a register. */
export const registerName = z.strictObject({ name });

const store = z
  .strictObject({
    code,
    practice: z.boolean().default(false),
    ...generalMembers,
    ...currencyMembers,
    registers: z.array(register).min(1).max(100),
    /** Which account takes the money, by currency; the limits above are those of the store's own currency. */
    accounts: z.record(
      currency,
      z.preprocess(
        (value) => (typeof value === "string" ? { account: value } : value),
        z.strictObject({ account: code, ...currencyMembers }),
      ),
    ),
  })
  .refine(otherLanguage.is, otherLanguage.else);

/** Settings and secrets of an account stand side by side here; its generation says which is which. */
const account = z.looseObject({ code, generation: z.enum(GENERATIONS), practice: z.boolean().default(false) });

const person = z.strictObject({
  login: z.string().trim().toLowerCase().min(1).max(64),
  name,
  /** Needed for somebody new; a known password is left alone when it is absent. */
  password: secretSource.optional(),
  /** For each store that `roles` names. */
  pin: secretSource.optional(),
  /** Role by store code. */
  roles: z.record(code, z.enum(ROLES)),
});

/** The file of `scantill store apply`. Everything in it is made or changed to what it says; nothing else is touched. */
export const storeFile = z.strictObject({
  merchant: z.strictObject({ code, name }),
  accounts: z.array(account).default([]),
  stores: z.array(store).default([]),
  staff: z.array(person).default([]),
});
export type StoreFile = z.infer<typeof storeFile>;
export type AccountEntry = StoreFile["accounts"][number];
export type StoreEntry = StoreFile["stores"][number];
export type StoreGeneral = z.infer<typeof storeGeneral>;
export type RefundLimits = NonNullable<StoreEntry["refundLimits"]>;
export type PersonEntry = StoreFile["staff"][number];

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC";
}
