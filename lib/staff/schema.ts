import { z } from "zod";
import { COPY_RIGHTS, ROLES } from "#lib/auth/roles.ts";
import { line } from "#lib/schema.ts";

const role = z.union([z.enum(ROLES), z.uuid()]);
/** 256 bits, Base64 for addresses. */
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What somebody signs in with: no blanks, so that it can be read aloud. Capitals are taken as small letters. */
export const LOGIN = /^[^\s\p{Cc}\p{Cs}]{1,64}$/u;

export const assignRoleInput = z.strictObject({
  userId: z.uuid(),
  storeId: z.uuid(),
  role: role.or(z.literal("none")),
});
export const switchPersonInput = z.strictObject({ userId: z.uuid(), isOn: z.boolean() });
export const memberInput = z.strictObject({ userId: z.uuid(), storeId: z.uuid() });
export const inviteInput = z.strictObject({ storeId: z.uuid(), role });
export const withdrawInput = z.strictObject({ invitationId: z.uuid() });
export const saveRoleInput = z.strictObject({
  roleId: z.uuid().nullable(),
  merchantId: z.uuid(),
  base: z.enum(ROLES),
  name: line(40),
  rights: z.array(z.enum(COPY_RIGHTS)).max(COPY_RIGHTS.length),
});

const password = z.string().max(1000);
export const joinInput = z.strictObject({ token, name: line(80), login: z.string().regex(LOGIN), password });
export const tokenInput = z.strictObject({ token });
export const choosePasswordInput = z.strictObject({ token, password });
