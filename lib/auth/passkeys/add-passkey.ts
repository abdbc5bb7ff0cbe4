import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import type { Doer } from "#lib/actor.ts";
import { doerValues } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { log } from "#lib/log.ts";
import type { Shop } from "#lib/process.ts";
import type { Staff } from "../find-staff.ts";
import { makeChallenge, useChallenge } from "./challenge.ts";
import type { PasskeySite } from "./site.ts";
import { deletePasskey, insertPasskey, readPasskeys } from "./sql/passkey.ts";

type Who = { staff: Staff; doer: Doer };

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,20000}$/);

/** What a browser sends of a passkey that it has made. */
export const newPasskey = z.strictObject({
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal("public-key"),
  response: z.strictObject({ clientDataJSON: base64url, attestationObject: base64url }),
  clientExtensionResults: z.strictObject({}),
});
export type NewPasskey = z.infer<typeof newPasskey>;

/** ES256, EdDSA and RS256 (IANA, COSE algorithms). */
const ALGORITHMS = [-7, -8, -257];

export type PasskeyWish = {
  challenge: string;
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  pubKeyCredParams: { type: "public-key"; alg: number }[];
  /** Those that this person has already. */
  excludeCredentials: { type: "public-key"; id: string }[];
  /** It knows whose it is, and asks for a finger, a face or a PIN: it is the whole sign-in. */
  authenticatorSelection: { residentKey: "required"; requireResidentKey: true; userVerification: "required" };
  attestation: "none";
};

/** `no_site`: browsers offer no passkeys at this address. */
export type BeginPasskeyResult = { kind: "wish"; wish: PasskeyWish } | { kind: "no_site" | "crowded" | "not_found" };

/** What a browser is to make for somebody. A PIN adds nothing to a sign-in. */
export async function beginPasskey(
  shop: Shop,
  { staff, doer }: Who,
  site: PasskeySite | null,
): Promise<BeginPasskeyResult> {
  if (staff.tillId !== null) return { kind: "not_found" };
  if (site === null) return { kind: "no_site" };
  const { id, login, name } = staff.user;
  const challenge = await makeChallenge(shop, { userId: id, address: doer.address });
  if (challenge === null) return { kind: "crowded" };
  const known = await run(shop.pool, readPasskeys, [id]);
  const wish: PasskeyWish = {
    challenge,
    rp: { id: site.name, name: "Scantill" },
    user: { id: Buffer.from(id).toString("base64url"), name: login, displayName: name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known.map((passkey) => ({ type: "public-key", id: passkey.id })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
  };
  return { kind: "wish", wish };
}

export type AddPasskeyResult = { kind: "added" | "refused" | "not_found" };

/** Keeps the public half of a passkey that was made for this person, at this site and just now. */
export async function addPasskey(
  shop: Shop,
  { staff, doer, site }: Who & { site: PasskeySite | null },
  { name, answer }: { name: string; answer: NewPasskey },
): Promise<AddPasskeyResult> {
  if (staff.tillId !== null) return { kind: "not_found" };
  const made = site && (await checkNew(shop, { staff, site, answer }));
  if (made === null) return { kind: "refused" };
  const key = [made.id, staff.user.id, name, Buffer.from(made.publicKey), made.counter];
  const added = await run(shop.pool, insertPasskey, [...key, staff.session.id, ...doerValues(doer)]);
  if (added.length === 0) return { kind: "refused" };
  log("info", "passkey_added", { user: staff.user.id });
  return { kind: "added" };
}

/** Signs the person out everywhere else but at tills. Said of what is gone already, too. */
export async function removePasskey(
  shop: Shop,
  { staff, doer }: Who,
  passkeyId: string,
): Promise<{ kind: "removed" | "not_found" }> {
  if (staff.tillId !== null) return { kind: "not_found" };
  const gone = await run(shop.pool, deletePasskey, [passkeyId, staff.user.id, staff.session.id, ...doerValues(doer)]);
  if (gone.length > 0) log("info", "passkey_removed", { user: staff.user.id });
  return { kind: "removed" };
}

/** Null for what was not made so. What the library throws means no (S22). */
async function checkNew(shop: Shop, { staff, site, answer }: { staff: Staff; site: PasskeySite; answer: NewPasskey }) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: (challenge) => useChallenge(shop, challenge, staff.user.id),
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return verified ? registrationInfo.credential : null;
  } catch {
    return null;
  }
}
