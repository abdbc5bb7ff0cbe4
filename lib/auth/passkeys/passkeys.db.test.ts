import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { toldKinds } from "#lib/audit/testing/told-kinds.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { beginTestSession, staffOf } from "../testing/begin-session.ts";
import { makePinStore } from "../testing/pin-shop.ts";
import { addPasskey, beginPasskey, type NewPasskey, removePasskey } from "./add-passkey.ts";
import { findPasskeys } from "./find-passkeys.ts";
import { askOwnPasskey, askPasskey, type PasskeyAnswer, verifyPasskey } from "./verify-passkey.ts";

const shop = openShop();
afterAll(() => closeShop(shop));

const SITE = { origin: "https://till.example.com", name: "till.example.com" };
const address = "192.0.2.7";

let wang = "";
let key: ReturnType<typeof makeKey>;
beforeEach(async () => {
  await shop.prisma.passkeyChallenge.deleteMany();
  const store = await makePinStore(shop);
  wang = await store.person("manager", "9265");
  key = makeKey();
  await shop.prisma.passkey.create({
    data: { id: key.id, userId: wang, name: "Phone", publicKey: new Uint8Array(key.cose) },
  });
});

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();

/** A software authenticator with one ES256 key. */
function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16).toString("base64url");
  // COSE_Key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  const head = Buffer.from("a5010203262001215820", "hex");
  const cose = Buffer.concat([
    head,
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);
  type Wish = { origin?: string; name?: string; counter?: number; flags?: number; type?: string };
  const answer = (challenge: string, wish: Wish = {}): PasskeyAnswer => {
    const { origin = SITE.origin, name = SITE.name, counter = 1, flags = 0x05, type = "webauthn.get" } = wish;
    const client = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const data = Buffer.concat([sha256(name), Buffer.from([flags]), count]);
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
    return {
      ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      },
    };
  };
  /** What a browser says of a key that it has made now: no attestation, user present and verified, the key attached. */
  const made = (challenge: string): NewPasskey => {
    const client = { type: "webauthn.create", challenge, origin: SITE.origin, crossOrigin: false };
    const idBytes = Buffer.from(id, "base64url");
    const [rest, length] = [Buffer.alloc(20), Buffer.alloc(2)];
    length.writeUInt16BE(idBytes.length);
    const data = Buffer.concat([sha256(SITE.name), Buffer.from([0x45]), rest, length, idBytes, cose]);
    // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR
    const head = "a363666d74646e6f6e656761747453746d74a0686175746844617461";
    const attestation = Buffer.concat([Buffer.from(head, "hex"), Buffer.from([0x58, data.length]), data]);
    return {
      ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
      response: { clientDataJSON: base64url(JSON.stringify(client)), attestationObject: base64url(attestation) },
    };
  };
  return { id, cose, answer, made };
}

const ask = async () => (await askPasskey(shop, SITE, address))?.challenge ?? "";
const verify = (answer: PasskeyAnswer, site = SITE) => verifyPasskey(shop, site, { answer, address });

describe("T11 a passkey", () => {
  it("signs its person in, with a question of ours, once", async () => {
    const answer = key.answer(await ask());
    expect(await verify(answer)).toMatchObject({ id: wang, sessionVersion: 1 });
    expect(await verify(answer)).toBeNull();
    expect(await verify(key.answer(await ask(), { counter: 2 }))).toMatchObject({ id: wang });
  });

  it("signs nobody in with a question that is made up, over, or of another purpose", async () => {
    expect(await verify(key.answer(base64url(randomBytes(32))))).toBeNull();
    const late = await ask();
    await shop.prisma.passkeyChallenge.updateMany({ data: { endsAt: new Date() } });
    expect(await verify(key.answer(late))).toBeNull();
    const begun = await beginPasskey(shop, { staff: await staffOf(shop, wang), doer: by(wang) }, SITE);
    expect(await verify(key.answer(begun.kind === "wish" ? begun.wish.challenge : ""))).toBeNull();
  });

  it.each([
    ["another origin", { origin: "https://till.example.com.evil.example" }],
    ["another name", { name: "evil.example" }],
    ["nobody present", { flags: 0x04 }],
    ["nobody recognised", { flags: 0x01 }],
    ["another kind of message", { type: "webauthn.create" }],
  ])("signs nobody in with %s", async (_, wish) => {
    expect(await verify(key.answer(await ask(), wish))).toBeNull();
  });

  it("signs nobody in when another key signed, it is unknown, or its person is switched off", async () => {
    expect(await verify({ ...makeKey().answer(await ask()), id: key.id, rawId: key.id })).toBeNull();
    expect(await verify(makeKey().answer(await ask()))).toBeNull();
    await shop.prisma.user.update({ where: { id: wang }, data: { disabledAt: new Date() } });
    expect(await verify(key.answer(await ask()))).toBeNull();
  });

  it("that has not counted on is a copy; one that never counts is taken", async () => {
    expect(await verify(key.answer(await ask(), { counter: 7 }))).not.toBeNull();
    for (const counter of [0, 6, 7])
      expect(await verify(key.answer(await ask(), { counter })), `${counter}`).toBeNull();
    expect(await verify(key.answer(await ask(), { counter: 8 }))).not.toBeNull();
    await shop.prisma.passkey.update({ where: { id: key.id }, data: { counter: 0 } });
    for (let n = 0; n < 2; n++) expect(await verify(key.answer(await ask(), { counter: 0 }))).not.toBeNull();
  });

  it("S11 S23 one network waits with thirty questions at most, and others are asked all the same", async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, ask));
    expect(asked.every((challenge) => challenge !== "")).toBe(true);
    expect(await ask()).toBe("");
    expect(await askPasskey(shop, SITE, "203.0.113.9")).not.toBeNull();
    expect(await askPasskey(shop, SITE, "203.0.113.9")).not.toBeNull();
  });

  it("is listed and removed by its person alone, and by no PIN", async () => {
    const store = await makePinStore(shop);
    const li = await staffOf(shop, await store.person("owner", null));
    const staff = await staffOf(shop, wang);
    const atTill = { ...staff, tillId: crypto.randomUUID() };
    const who = { staff, doer: by(wang) };
    expect(await findPasskeys(shop, li)).toEqual([]);
    expect(await findPasskeys(shop, atTill)).toEqual([]);
    expect(await askOwnPasskey(shop, SITE, { userId: li.user.id, address })).toBeNull();
    expect(await askOwnPasskey(shop, SITE, { userId: wang, address })).toMatchObject({
      allowCredentials: [{ id: key.id }],
    });
    expect(await beginPasskey(shop, { ...who, staff: atTill }, SITE)).toEqual({ kind: "not_found" });
    expect(await beginPasskey(shop, who, null)).toEqual({ kind: "no_site" });
    await removePasskey(shop, { staff: li, doer: by(li.user.id) }, key.id);
    expect(await findPasskeys(shop, staff)).toMatchObject([{ name: "Phone", lastUsedAt: null }]);
    await removePasskey(shop, who, key.id);
    expect(await findPasskeys(shop, staff)).toEqual([]);
  });

  it("S2 that is removed signs its person out elsewhere, but for tills; a stranger's wish does not", async () => {
    const store = await makePinStore(shop);
    const { deviceId } = await store.till();
    const staff = await staffOf(shop, wang);
    const stolen = await beginTestSession(shop, wang, { way: "passkey" });
    const atTill = await beginTestSession(shop, wang, { way: "pin", deviceId });
    const held = async () =>
      (await shop.prisma.userSession.findMany({ where: { userId: wang } })).map(({ id }) => id).toSorted();
    const li = await staffOf(shop, await store.person("owner", null));
    await removePasskey(shop, { staff: li, doer: by(li.user.id) }, key.id);
    expect(await held()).toEqual([staff.session.id, stolen, atTill].toSorted());
    await removePasskey(shop, { staff, doer: by(wang) }, key.id);
    expect(await held()).toEqual([staff.session.id, atTill].toSorted());
  });

  it("W4 is added with an answer to a question of this person's, signs in, and its coming and going stand in the audit", async () => {
    const who = { staff: await staffOf(shop, wang), doer: by(wang) };
    const begun = await beginPasskey(shop, who, SITE);
    const fresh = makeKey();
    const answer = fresh.made(begun.kind === "wish" ? begun.wish.challenge : "");
    const add = () => addPasskey(shop, { ...who, site: SITE }, { name: "Laptop", answer });
    expect(await add()).toEqual({ kind: "added" });
    expect(await add()).toEqual({ kind: "refused" });
    expect(await verify(fresh.answer(await ask()))).toMatchObject({ id: wang });
    expect(await toldKinds(shop, wang)).toEqual(["passkey_added"]);
    await removePasskey(shop, who, fresh.id);
    await removePasskey(shop, who, fresh.id);
    expect(await toldKinds(shop, wang)).toEqual(["passkey_added", "passkey_removed"]);
  });

  it("is not added without an answer to a question of this person's", async () => {
    const staff = await staffOf(shop, wang);
    const client = { type: "webauthn.create", challenge: await ask(), origin: SITE.origin };
    const answer = {
      ...{ id: "AA", rawId: "AA", type: "public-key" as const, clientExtensionResults: {} },
      response: { clientDataJSON: base64url(JSON.stringify(client)), attestationObject: "oA" },
    };
    const added = await addPasskey(shop, { staff, doer: by(wang), site: SITE }, { name: "Other", answer });
    expect(added).toEqual({ kind: "refused" });
  });
});
