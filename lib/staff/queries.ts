import type { Staff } from "#lib/auth/find-staff.ts";
import { COPY_RIGHTS, type CopyRight, may, RIGHTS, ROLES } from "#lib/auth/roles.ts";
import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { type RoleRow, readManagedStores, readMembers, readOpenLinks, readRoles } from "./sql/read-staff-page.ts";
import type { RolesPage, RoleView, StaffPage } from "./view.ts";

/** Says who works where in these stores. Four digits at a till are not enough for that: a sign-in by PIN manages nobody, and reads of nobody. */
export const managesStaff = ({ stores, tillId }: Staff): boolean =>
  tillId === null && stores.some((store) => may(store, "manage_staff"));

const placesOf = ({ user, stores, tillId }: Staff) => [
  user.id,
  tillId === null ? stores.map(({ storeId }) => storeId) : [],
];

/** Who works in the stores whose people this person manages, and the links that are still good there. */
export async function findStaffPage(shop: Shop, staff: Staff): Promise<StaffPage> {
  const places = placesOf(staff);
  const [stores, members, links, copies] = await Promise.all([
    run(shop.pool, readManagedStores, places),
    run(shop.pool, readMembers, places),
    run(shop.pool, readOpenLinks, places),
    run(shop.pool, readRoles, places),
  ]);
  const roles = copies.map(toRole);
  return {
    roles,
    stores: stores.map(({ merchantId, merchantName: _, rights, ...store }) => ({
      ...store,
      members: members
        .filter(({ storeId }) => storeId === store.id)
        .map(({ storeId: _, lastSignInAt, ...member }) => ({
          ...member,
          lastSignInAt: lastSignInAt?.toISOString() ?? null,
        })),
      links: links
        .filter(({ storeId }) => storeId === store.id)
        .map(({ storeId: _, endsAt, ...link }) => ({ ...link, endsAt: endsAt.toISOString() })),
      givable: [
        ...ROLES.filter((role) => isPart(RIGHTS[role], rights)),
        ...roles.filter((role) => role.merchantId === merchantId && isPart(role.rights, rights)).map(({ id }) => id),
      ],
    })),
  };
}

/** The copies of roles, and what this person may put into them. */
export async function findRolesPage(shop: Shop, staff: Staff): Promise<RolesPage> {
  const places = placesOf(staff);
  const [stores, copies] = await Promise.all([
    run(shop.pool, readManagedStores, places),
    run(shop.pool, readRoles, places),
  ]);
  const merchants = Map.groupBy(stores, ({ merchantId }) => merchantId);
  return {
    roles: copies.map(toRole),
    merchants: [...merchants].map(([id, own]) => ({
      id,
      name: own[0]?.merchantName ?? "",
      rights: COPY_RIGHTS.filter((right) => own.some(({ rights }) => rights.includes(right))),
    })),
  };
}

const isPart = (part: readonly string[], whole: readonly string[]): boolean => part.every((one) => whole.includes(one));

const toRole = ({ rights, ...row }: RoleRow): RoleView => ({
  ...row,
  rights: rights.filter((right): right is CopyRight => COPY_RIGHTS.some((known) => known === right)),
});
