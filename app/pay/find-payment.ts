import "server-only";
import { openPayPage, type PayPage } from "#lib/orders/open-pay-page.ts";
import { processShop } from "#lib/process.ts";

/** 128 bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** The payment behind an address that a customer has opened; null for one that was never given out. */
export const findPayment = async (token: string): Promise<PayPage | null> =>
  TOKEN.test(token) ? openPayPage(processShop(), token) : null;
