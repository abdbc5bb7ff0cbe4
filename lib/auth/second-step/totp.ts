import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** RFC 6238 as every authenticator app has it: HMAC-SHA-1, 6 digits, 30 seconds. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;
/** So many periods the two clocks may differ, to either side. */
const DRIFT = 1;
const SECRET_BYTES = 20;

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret, as apps take it: Base32 (RFC 4648) without padding. */
export const makeSecret = (): string => toBase32(randomBytes(SECRET_BYTES));

export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export const periodAt = (at: Date): number => Math.floor(at.getTime() / 1000 / PERIOD_SECONDS);

/** The code of one period (RFC 4226, 5.3). */
export function codeOf(secret: string, period: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(period));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const at = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(at) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The period whose code this is, of those near now and later than the one whose code was taken last; null for a wrong one. */
export function findPeriod(secret: string, code: string, { at, after }: { at: Date; after: number }): number | null {
  const now = periodAt(at);
  const near = Array.from({ length: 2 * DRIFT + 1 }, (_, index) => now - DRIFT + index);
  const isCode = (period: number) => isSame(codeOf(secret, period), code);
  return near.filter((period) => period > after).find(isCode) ?? null;
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** What an app reads out of the QR code. */
export function appAddress(secret: string, { login, issuer }: { login: string; issuer: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
