import { randomBytes, randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { tokenHash } from "#lib/auth/find-device.ts";
import { hashPin } from "#lib/auth/pin.ts";
import { RIGHTS } from "#lib/auth/roles.ts";
import type { App } from "../fixtures/app.ts";
import type { Gateway } from "../fixtures/gateway.ts";
import { makeRegisteredTill } from "../fixtures/people/registered.ts";
import type { ShopDatabase } from "../fixtures/shop-database.ts";
import { signInByPin, signOut } from "../fixtures/sign-in.ts";
import { callAction } from "./call-action.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";

type Tools = { app: App; database: ShopDatabase; gateway: Gateway };

/** A store, and in it one of everything that can be tried on. */
export type Place = Awaited<ReturnType<typeof furnish>>;

/** Two stores of their own, and everybody who tries, each with the Cookie header of the browser. */
export async function makeWorld(tools: Tools) {
  const { app, database } = tools;
  const [here, elsewhere] = [await makeRegisteredTill(tools), await makeRegisteredTill(tools)];
  const names = { here: `Own ${randomUUID()}`, elsewhere: `Other ${randomUUID()}` };
  await database.rows("update store set name = case id when $1 then $2 else $3 end where id in ($1, $4)", [
    ...[here.storeId, names.here, names.elsewhere, elsewhere.storeId],
  ]);
  // Nothing notes when a till was seen, or a session was used, while it is watched what else is changed.
  await database.rows("update device set last_seen_at = now() + interval '1 day' where store_id in ($1, $2)", [
    ...[here.storeId, elsewhere.storeId],
  ]);

  const roles = ["owner", "manager", "cashier", "auditor", "developer"] as const;
  const people = Object.fromEntries(
    await Promise.all(roles.map(async (role, at) => [role, await here.hire(role, `27${at}5`, role)] as const)),
  );
  const pinHere = await here.hire("pinHere", "4711");
  const managerByPin = await here.hire("managerByPin", "6420", "manager");
  const copied = await here.hire("copied", "3175", await makeCopy(database, here.storeId));
  const pinElsewhere = await here.hire("pinElsewhere", "8264", "manager");
  await database.rows("insert into membership (user_id, store_id, role, pin_hash) select $1, $2, 'manager', $3", [
    ...[pinElsewhere.id, elsewhere.storeId],
    await hashPin(pinElsewhere.pin, elsewhere.storeId),
  ]);
  const stranger = await elsewhere.hire("stranger", "5093", "owner");
  const [disabled, signedOut, demoted] = await Promise.all(
    ["3916", "6482", "7305"].map((pin) => here.hire("gone", pin, "manager")),
  );
  if (!disabled || !signedOut || !demoted || !people.owner || !people.cashier) throw new Error("nobody was hired");
  // Of this installation, with the password that was printed.
  await database.rows("update app_user set owner = true, password_issued = true where id = $1", [people.owner.id]);
  const display = await makeDisplay(database, here);

  const cookies = {
    ...Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await people[role]?.signIn()]))),
    pinHere: await signInByPin(app.baseURL, here.cookie, pinHere),
    managerByPin: await signInByPin(app.baseURL, here.cookie, managerByPin),
    copied: await copied.signIn(),
    pinElsewhere: await signInByPin(app.baseURL, elsewhere.cookie, pinElsewhere),
    stranger: await stranger.signIn(),
    tillAlone: here.cookie,
    tillElsewhere: elsewhere.cookie,
    display: display.cookie,
    disabled: await disabled.signIn(),
    signedOut: await signedOut.signIn(),
    demoted: await demoted.signIn(),
    forged: `scantill.session=${await forge(people.owner.id)}`,
    nobody: "",
  } as Record<Subject, string>;
  await database.rows(
    "update user_session set last_seen_at = now() + interval '1 day', started_at = now() + interval '1 day'",
  );
  const ids = Object.fromEntries(
    Object.entries({ ...people, pinHere, managerByPin, copied, pinElsewhere, stranger, demoted }).map(
      ([name, { id }]) => [name, id],
    ),
  ) as Partial<Record<Subject, string>>;

  const own = await furnish(tools, here, {
    cookies: cookies.cashier,
    cashierId: people.cashier.id,
    bossId: people.owner.id,
  });
  const other = await furnish(tools, elsewhere, {
    ...{ cookies: cookies.stranger, cashierId: pinElsewhere.id, bossId: stranger.id },
  });
  await database.disable(disabled.id);
  await signOut(app.baseURL, cookies.signedOut);
  await database.rows("update membership set role = 'developer' where user_id = $1", [demoted.id]);
  /** Lets the till in again, which a manager at it has made another one. */
  const restoreTill = () => database.rows("update device set revoked_at = null where id = $1", [here.deviceId]);
  return { names, cookies, ids, own, other, restoreTill, subjects: SUBJECTS };
}

type Counter = Awaited<ReturnType<typeof makeRegisteredTill>>;
type Staff = { cookies: string; cashierId: string; bossId: string };

async function furnish({ app, database, gateway }: Tools, counter: Counter, { cookies, cashierId, bossId }: Staff) {
  const { storeId, registerId } = counter;
  const shiftId = randomUUID();
  await database.rows(
    "insert into shift (id, store_id, register_id, opened_by_id, held_by_id) values ($1, $2, $3, $4, $4)",
    [shiftId, storeId, registerId, bossId],
  );
  const reportId = await database.makeReport({ storeId, registerId, userId: bossId });
  const sell = async () => {
    const sale = { currency: "CNY", amount: "1.00", lines: [], reference: "" };
    const charged = await callAction(app, "charge", {
      cookies,
      input: { registerId, clientKey: randomUUID(), ...sale },
    });
    if (charged.kind !== "created") throw new Error(`nothing was sold: ${charged.text}`);
    const [newest] = (await database.salesOf(registerId)).slice(-1);
    if (!newest) throw new Error("the sale is not stored");
    return newest;
  };
  const [{ name: storeName = "" } = {}] = await database.rows<{ name: string }>(
    "select name from store where id = $1",
    [storeId],
  );
  const accountId = await makeAccount(database, storeId);
  const paid = await sell();
  await gateway.pay(paid.merchantNumber);
  await expect.poll(async () => (await database.sale(paid.orderId)).orderStatus).toBe("paid");
  const refunding = await sell();
  await gateway.pay(refunding.merchantNumber);
  await expect.poll(async () => (await database.sale(refunding.orderId)).orderStatus).toBe("paid");
  const refundId = await makeRefund(database, { orderId: refunding.orderId, bossId });
  const waiting = await sell();
  const [{ merchantId } = { merchantId: "" }] = await database.rows<{ merchantId: string }>(
    'select merchant_id as "merchantId" from store where id = $1',
    [storeId],
  );
  const member = await counter.hire("member", "8391");
  const [memberSession, memberPasskey] = [randomUUID(), randomBytes(16).toString("base64url")];
  await database.rows(
    `insert into user_session (id, user_id, version, way, browser) select $1, id, session_version, 'password', 'Safari'
     from app_user where id = $2`,
    [memberSession, member.id],
  );
  await database.rows("insert into passkey (id, user_id, name, public_key, counter) values ($1, $2, 'Phone', '', 0)", [
    memberPasskey,
    member.id,
  ]);
  const [usedLink, usedPasswordLink] = [randomBytes(32).toString("base64url"), randomBytes(32).toString("base64url")];
  await makeLink(database, { storeId, bossId, token: usedLink, usedById: bossId });
  await makeLink(database, { storeId, bossId, token: usedPasswordLink, usedById: member.id });
  await database.rows("update invitation set role = null, for_id = used_by_id where token_hash = $1", [
    tokenHash(usedPasswordLink),
  ]);
  return {
    ...{ storeId, storeName, accountId },
    /** A further account of the store alone. */
    account: () => makeAccount(database, storeId),
    ...{ registerId, shiftId, reportId, cashierId, approverId: bossId },
    ...{ merchantId, memberId: member.id, memberSession, memberPasskey, usedLink, usedPasswordLink },
    ...{ refunding: refunding.orderId, refundId },
    noticeId: await makeNotice(database, accountId),
    /** A further notice that is parked. */
    notice: () => makeNotice(database, accountId),
    ...{ paid: paid.orderId, waiting: waiting.orderId, payToken: waiting.payToken },
    receiptToken: await database.receiptToken(paid.orderId),
    /** A further cashier of the store. */
    person: async () => {
      const id = await database.makeCashier();
      await database.rows("delete from membership where user_id = $1", [id]);
      await database.rows("insert into membership (user_id, store_id, role) values ($1, $2, 'cashier')", [id, storeId]);
      return id;
    },
    /** A further invitation that is still good. */
    invitation: () => makeLink(database, { storeId, bossId, token: randomUUID(), usedById: null }),
    /** A further till. */
    till: () => makeTill(database, counter),
    /** A further display that is paired. */
    paired: async () => (await makeDisplay(database, counter)).id,
    /** The digits that a further display shows. */
    unpaired: () => makeWaitingDisplay(database),
  };
}

type Link = { storeId: string; bossId: string; token: string; usedById: string | null };

async function makeLink(database: ShopDatabase, { storeId, bossId, token, usedById }: Link): Promise<string> {
  const id = randomUUID();
  await database.rows(
    `insert into invitation (id, store_id, role, token_hash, created_by_id, ends_at, used_by_id, used_at)
     values ($1, $2, 'cashier', $3, $4, now() + interval '1 day', $5::uuid, case when $5::uuid is not null then now() end)`,
    [id, storeId, tokenHash(token), bossId, usedById],
  );
  return id;
}

/** With the credentials of the practice store's, which open nowhere else. */
async function makeAccount(database: ShopDatabase, storeId: string): Promise<string> {
  const id = randomUUID();
  await database.rows(
    `with made as (
       insert into gateway_account (id, merchant_id, code, generation, practice, notify_token, store_id)
       select $1::uuid, merchant_id, $1::text, 'openapi', practice, $1::text, id from store where id = $2 returning id
     )
     insert into credential_version (id, account_id, version, settings, sealed)
     select $3::uuid, made.id, 1, v.settings, v.sealed
     from made, credential_version v join gateway_account g on g.id = v.account_id
     where g.code = 'practice-openapi' and v.version = g.current_version`,
    [id, storeId, randomUUID()],
  );
  return id;
}

/** One that is stored and not sent before tomorrow. */
async function makeRefund(database: ShopDatabase, { orderId, bossId }: { orderId: string; bossId: string }) {
  const id = randomUUID();
  await database.rows(
    `insert into refund (id, attempt_id, client_key, refund_number, amount, currency, reason, asked_by_id, way, status, status_since, next_check_at)
     select $1::uuid, id, $1::uuid, $1::text, 1, currency, 'Returned', $3::uuid, 'refund', 'pending', now(), now() + interval '1 day'
     from payment_attempt where order_id = $2 and status = 'paid'`,
    [id, orderId, bossId],
  );
  return id;
}

async function makeNotice(database: ShopDatabase, accountId: string): Promise<string> {
  const id = randomUUID();
  await database.rows(
    `insert into notification (id, generation, account_id, notify_id, body, verdicts, effect, answer)
     values ($1::uuid, 'openapi', $2, $1::text, '', '{}', 'parked', 'again')`,
    [id, accountId],
  );
  return id;
}

/** A copy of the cashier's role that may see the orders, too. */
async function makeCopy(database: ShopDatabase, storeId: string): Promise<string> {
  const id = randomUUID();
  await database.rows(
    "insert into role_copy (id, merchant_id, base, name, rights) select $1::uuid, merchant_id, 'cashier', $1::text, $3 from store where id = $2",
    [id, storeId, [...RIGHTS.cashier, "see_orders"]],
  );
  return id;
}

async function makeTill(database: ShopDatabase, { storeId, registerId }: Counter): Promise<string> {
  const id = randomUUID();
  await database.rows(
    "insert into device (id, kind, store_id, register_id, name, token_hash) values ($1, 'till', $2, $3, 'T', $4)",
    [id, storeId, registerId, randomBytes(32)],
  );
  return id;
}

async function makeDisplay(database: ShopDatabase, { storeId, registerId }: Counter) {
  const [id, token] = [randomUUID(), randomBytes(32).toString("base64url")];
  await database.rows(
    `insert into device (id, kind, store_id, register_id, name, token_hash, last_seen_at)
     values ($1, 'display', $2, $3, 'D', $4, now() + interval '1 day')`,
    [id, storeId, registerId, tokenHash(token)],
  );
  return { id, cookie: `scantill.display=${token}` };
}

async function makeWaitingDisplay(database: ShopDatabase): Promise<string> {
  const code = String(Math.trunc(Math.random() * 1e6)).padStart(6, "0");
  await database.rows(
    `insert into device (id, kind, name, token_hash, pairing_code, pairing_ends_at, pairing_address)
     values ($1, 'display', '', $2, $3, now() + interval '10 minutes', 'test')`,
    [randomUUID(), randomBytes(32), code],
  );
  return code;
}

/** A session token that is right in everything but the secret. */
const forge = (userId: string): Promise<string> =>
  encode({ token: { sid: randomUUID(), sub: userId }, secret: "a secret of one's own", maxAge: 3600 });
