"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { assignRole as giveRole } from "#lib/staff/assign-role.ts";
import { invite as makeInvitation, issuePasswordLink as makePasswordLink } from "#lib/staff/invitations/issue-link.ts";
import { withdrawInvitation as makeVoid } from "#lib/staff/invitations/revoke-link.ts";
import { managesStaff } from "#lib/staff/queries.ts";
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
const REFUSED = { kind: refusal };

export const assignRole = action(
  { name: "assignRole", takes: assignRoleInput, refusal, fresh: true },
  async (who, input) => (managesStaff(who.staff) ? giveRole(who.shop, await doer(who.staff), input) : REFUSED),
);

export const switchPerson = action(
  { name: "switchPerson", takes: switchPersonInput, refusal, fresh: true },
  async (who, input) => (managesStaff(who.staff) ? turnPerson(who.shop, await doer(who.staff), input) : REFUSED),
);

export const resetPin = action({ name: "resetPin", takes: memberInput, refusal, fresh: true }, async (who, input) =>
  managesStaff(who.staff) ? takePin(who.shop, await doer(who.staff), input) : REFUSED,
);

export const issuePasswordLink = action(
  { name: "issuePasswordLink", takes: memberInput, refusal, fresh: true },
  async (who, input) => (managesStaff(who.staff) ? makePasswordLink(who.shop, await doer(who.staff), input) : REFUSED),
);

export const invite = action({ name: "invite", takes: inviteInput, refusal, fresh: true }, async (who, input) =>
  managesStaff(who.staff) ? makeInvitation(who.shop, await doer(who.staff), input) : REFUSED,
);

export const withdrawInvitation = action(
  { name: "withdrawInvitation", takes: withdrawInput, refusal, fresh: true },
  async (who, input) => (managesStaff(who.staff) ? makeVoid(who.shop, await doer(who.staff), input) : REFUSED),
);

export const saveRole = action({ name: "saveRole", takes: saveRoleInput, refusal, fresh: true }, async (who, input) =>
  managesStaff(who.staff) ? keepRole(who.shop, await doer(who.staff), input) : REFUSED,
);
