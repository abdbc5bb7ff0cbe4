"use server";

import { action } from "#app/action.ts";
import { doer, ownSite } from "#app/session.ts";
import {
  addPasskeyInput,
  codeInput,
  endSessionInput,
  nothing,
  passkeyInput,
  setPasswordInput,
} from "#lib/account/schema.ts";
import { setPassword as setOwnPassword } from "#lib/account/set-password.ts";
import {
  removePasskey as forgetPasskey,
  addPasskey as keepPasskey,
  beginPasskey as makePasskey,
} from "#lib/auth/passkeys/add-passkey.ts";
import { beginSecondStep as begin } from "#lib/auth/second-step/begin-second-step.ts";
import { confirmSecondStep as confirm } from "#lib/auth/second-step/confirm-second-step.ts";
import { removeSecondStep as remove, renewRecoveryCodes as renew } from "#lib/auth/second-step/remove-second-step.ts";
import { endOthers, endOwn } from "#lib/auth/sessions/end-session.ts";

export const beginSecondStep = action(
  { name: "beginSecondStep", takes: nothing, refusal: "not_found", fresh: true },
  ({ shop, staff }) => begin(shop, staff),
);

export const confirmSecondStep = action(
  { name: "confirmSecondStep", takes: codeInput, refusal: "not_found" },
  async ({ shop, staff }, { code }) => confirm(shop, { staff, doer: await doer(staff) }, code),
);

export const removeSecondStep = action(
  { name: "removeSecondStep", takes: nothing, refusal: "not_found", fresh: true },
  async ({ shop, staff }) => remove(shop, { staff, doer: await doer(staff) }),
);

export const renewRecoveryCodes = action(
  { name: "renewRecoveryCodes", takes: nothing, refusal: "not_found", fresh: true },
  async ({ shop, staff }) => renew(shop, { staff, doer: await doer(staff) }),
);

export const endSession = action(
  { name: "endSession", takes: endSessionInput, refusal: "not_found" },
  async ({ shop, staff }, { sessionId }) => endOwn(shop, { staff, doer: await doer(staff) }, sessionId),
);

export const endOtherSessions = action(
  { name: "endOtherSessions", takes: nothing, refusal: "not_found" },
  async ({ shop, staff }) => endOthers(shop, { staff, doer: await doer(staff) }),
);

export const beginPasskey = action(
  { name: "beginPasskey", takes: nothing, refusal: "not_found", fresh: true },
  async ({ shop, staff }) => makePasskey(shop, { staff, doer: await doer(staff) }, await ownSite()),
);

export const addPasskey = action(
  { name: "addPasskey", takes: addPasskeyInput, refusal: "not_found" },
  async ({ shop, staff }, input) => keepPasskey(shop, { staff, doer: await doer(staff), site: await ownSite() }, input),
);

export const removePasskey = action(
  { name: "removePasskey", takes: passkeyInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, { passkeyId }) => forgetPasskey(shop, { staff, doer: await doer(staff) }, passkeyId),
);

export const setPassword = action(
  { name: "setPassword", takes: setPasswordInput, refusal: "not_found" },
  async ({ shop, staff }, input) => setOwnPassword(shop, { staff, doer: await doer(staff) }, input),
);
