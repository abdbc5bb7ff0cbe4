import type { CopyRight, Role } from "#lib/auth/roles.ts";

/** A member of a store, as whoever manages it sees it. */
export type MemberView = {
  userId: string;
  name: string;
  login: string;
  /** One of the five, or the id of a copy. */
  role: string;
  isOn: boolean;
  hasPin: boolean;
  /** ISO 8601 */
  lastSignInAt: string | null;
  isSelf: boolean;
  mayChange: boolean;
  mayChangeAll: boolean;
};

/** A link that is still good. */
export type OpenLinkView = { id: string; role: string | null; forName: string | null; byName: string; endsAt: string };

export type RoleView = {
  id: string;
  merchantId: string;
  merchantName: string;
  base: Role;
  name: string;
  rights: CopyRight[];
};

export type StoreStaffView = {
  id: string;
  name: string;
  timeZone: string;
  practice: boolean;
  members: MemberView[];
  links: OpenLinkView[];
  /** The roles that whoever looks may give here. */
  givable: string[];
};

export type StaffPage = { stores: StoreStaffView[]; roles: RoleView[] };

/** The copies of merchants, and what whoever looks may put into them. */
export type RolesPage = { roles: RoleView[]; merchants: { id: string; name: string; rights: CopyRight[] }[] };
