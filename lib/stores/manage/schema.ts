import { z } from "zod";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import { GENERAL_NAMES } from "../schema.ts";

/** Longer than any file of certificates, in Base64. */
const LONGEST_ENTRY = 60_000;

const entry = z.union([
  z.string().max(LONGEST_ENTRY),
  z.boolean(),
  z.array(z.string().max(300)).max(30),
  /** An uploaded file as it is, in Base64: what it holds is read here. */
  z.strictObject({ bytes: z.base64().max(LONGEST_ENTRY) }),
]);

/** The members of an account by name, as somebody typed them. Whether they fit, the shapes of its generation say. */
const entries = z.record(z.string().max(40), entry);

const typedMembers = {
  storeId: z.uuid(),
  /** Null for a new account. */
  accountId: z.uuid().nullable(),
  generation: z.enum(GENERATIONS),
  entries,
  /** What stays as it is stored: keys are never shown again, and need not be typed again. */
  keep: z.array(z.string().max(40)).max(30),
};

/** Credentials that were typed into a form, stored or not. */
export const typedAccount = z.strictObject(typedMembers);

export const saveAccountInput = z.strictObject({
  ...typedMembers,
  /** All stores of the merchant may use it. */
  shared: z.boolean(),
  /** Untested credentials are to replace those with which live stores sell. */
  accepted: z.boolean(),
});

export const accountInput = z.strictObject({ storeId: z.uuid(), accountId: z.uuid() });

export const testNewsInput = z.strictObject({ storeId: z.uuid(), orderId: z.uuid() });

const typed = z.union([z.string().max(400), z.number(), z.boolean()]).optional();

/** The settings of a store as they were typed: whether they fit, is said of each. */
export const storeForm = z.strictObject(Object.fromEntries(GENERAL_NAMES.map((name) => [name, typed])));

export const saveStoreInput = z.strictObject({ storeId: z.uuid(), general: storeForm });

export const addStoreInput = z.strictObject({
  /** One of the stores whose merchant the new one shall have. */
  storeId: z.uuid(),
  practice: z.boolean(),
  general: storeForm,
});

export const nameRegisterInput = z.strictObject({
  storeId: z.uuid(),
  /** Null for a new one. */
  registerId: z.uuid().nullable(),
  name: z.string().max(200),
});

export const saveCurrencyInput = z.strictObject({
  storeId: z.uuid(),
  currency: z.string().max(10),
  accountId: z.uuid(),
  minAmount: z.string().max(20),
  maxAmount: z.string().max(20),
  confirmFrom: z.string().max(20),
  /** An account whose connection was not tested is to take money of a live store. */
  accepted: z.boolean(),
});

export const takeCurrencyInput = z.strictObject({ storeId: z.uuid(), currency: z.string().regex(/^[A-Z]{3}$/) });
