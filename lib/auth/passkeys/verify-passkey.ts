import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import { insertRefusal } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { SignedInUser } from "../sign-in.ts";
import { makeChallenge, useChallenge } from "./challenge.ts";
import type { PasskeySite } from "./site.ts";
import { notePasskeyUse, type PasskeyUser, readPasskeys, readPasskeyUser } from "./sql/passkey.ts";

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,4000}$/);

/** What a browser sends of a passkey that has signed. */
export const passkeyAnswer = z.object({
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
  clientExtensionResults: z.object({}),
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

/** What a browser asks its passkeys; whose they are is not known yet. */
export type PasskeyQuestion = {
  challenge: string;
  rpId: string;
  userVerification: "required";
  /** Empty: whichever the person chooses. */
  allowCredentials: { type: "public-key"; id: string }[];
};

/** Null while too many of this network wait for an answer. */
export async function askPasskey(
  shop: Shop,
  site: PasskeySite,
  address: string | null,
): Promise<PasskeyQuestion | null> {
  const challenge = await makeChallenge(shop, { userId: null, address });
  return challenge === null ? null : { challenge, rpId: site.name, userVerification: "required", allowCredentials: [] };
}

/** The same for somebody who is known; null for who has no passkey. */
export async function askOwnPasskey(
  shop: Shop,
  site: PasskeySite | null,
  { userId, address }: { userId: string; address: string | null },
): Promise<PasskeyQuestion | null> {
  const own = site === null ? [] : await run(shop.pool, readPasskeys, [userId]);
  const question = site !== null && own.length > 0 ? await askPasskey(shop, site, address) : null;
  return question && { ...question, allowCredentials: own.map(({ id }) => ({ type: "public-key", id })) };
}

/** Who a passkey belongs to that has signed a question of ours, at this site and with its person there; null for any other. */
export async function verifyPasskey(
  shop: Shop,
  site: PasskeySite,
  { answer, address }: { answer: PasskeyAnswer; address: string | null },
): Promise<SignedInUser | null> {
  const [owner] = await run(shop.pool, readPasskeyUser, [answer.id]);
  const counter = owner ? await checkSignature(shop, site, { owner, answer }) : null;
  const noted = counter === null ? [] : await run(shop.pool, notePasskeyUse, [answer.id, counter]);
  const right = noted.length > 0;
  log("info", right ? "signed_in" : "passkey_refused", { user: owner?.id ?? null, address });
  if (!owner || !right) {
    await run(shop.pool, insertRefusal, ["sign_in_refused", null, null, address, null, null, owner?.id ?? null, "{}"]);
    return null;
  }
  return { id: owner.id, name: owner.name, sessionVersion: owner.sessionVersion };
}

/** The passkey's counter; null for what it has not signed so. What the library throws means no (S22). */
async function checkSignature(
  shop: Shop,
  site: PasskeySite,
  { owner, answer }: { owner: PasskeyUser; answer: PasskeyAnswer },
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: (challenge) => useChallenge(shop, challenge, null),
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      credential: { id: answer.id, publicKey: new Uint8Array(owner.publicKey), counter: Number(owner.counter) },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
