import { z } from "zod";
import { newPasskey } from "#lib/auth/passkeys/add-passkey.ts";
import { line } from "#lib/schema.ts";

const password = z.string().min(1).max(200);

export const nothing = z.strictObject({});
export const codeInput = z.strictObject({ code: z.string().regex(/^[0-9]{6}$/) });
/** Which new ones are refused is said in the answer. */
export const setPasswordInput = z.strictObject({ password, next: z.string().min(1).max(400) });
/** A name of its own for each key that is somewhere else. */
export const addPasskeyInput = z.strictObject({ name: line(40), answer: newPasskey });
export const passkeyInput = z.strictObject({ passkeyId: z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/) });
export const endSessionInput = z.strictObject({ sessionId: z.uuid() });
