"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { assignRole as giveRole } from "#lib/staff/assign-role.ts";
import { invite as makeInvitation, issuePasswordLink as makePasswordLink } from "#lib/staff/invitations/issue-link.ts";
import { withdrawInvitation as makeVoid } from "#lib/staff/invitations/revoke-link.ts";
import { resetPin as takePin } from "#lib/staff/reset-pin.ts";
import { saveRole as keepRole } from "#lib/staff/save-role.ts";
import {
  assignRoleInput,
  inviteInput,
  memberInput,
  saveRoleInput,
  switchPersonInput,
  withdrawInput,
} from "#lib/staff/schema.ts";
import { switchPerson as turnPerson } from "#lib/staff/switch-person.ts";

const refusal = "not_allowed" as const;

export const assignRole = action(
  { name: "assignRole", takes: assignRoleInput, refusal, fresh: true },
  async (who, input) => giveRole(who.shop, await doer(who.staff), input),
);

export const switchPerson = action(
  { name: "switchPerson", takes: switchPersonInput, refusal, fresh: true },
  async (who, input) => turnPerson(who.shop, await doer(who.staff), input),
);

export const resetPin = action({ name: "resetPin", takes: memberInput, refusal, fresh: true }, async (who, input) =>
  takePin(who.shop, await doer(who.staff), input),
);

export const issuePasswordLink = action(
  { name: "issuePasswordLink", takes: memberInput, refusal, fresh: true },
  async (who, input) => makePasswordLink(who.shop, await doer(who.staff), input),
);

export const invite = action({ name: "invite", takes: inviteInput, refusal, fresh: true }, async (who, input) =>
  makeInvitation(who.shop, await doer(who.staff), input),
);

export const withdrawInvitation = action(
  { name: "withdrawInvitation", takes: withdrawInput, refusal, fresh: true },
  async (who, input) => makeVoid(who.shop, await doer(who.staff), input),
);

export const saveRole = action({ name: "saveRole", takes: saveRoleInput, refusal, fresh: true }, async (who, input) =>
  keepRole(who.shop, await doer(who.staff), input),
);
