// What the application's role may do; the owner, who migrates, may do everything.
import pg from "pg";

/** Facts that are only ever added: neither updated nor deleted by the application. */
const APPEND_ONLY = ["order_event", "shift_event", "z_report", "audit_entry"];

/** What the worker adds to an entry of the audit, once: a trigger refuses a second time. */
const SEAL = { table: "audit_entry", columns: "number, hash" };

/** Sales, their money, people and how they came: changed as news comes, never deleted (T14). */
const KEPT = ["shop_order", "payment_attempt", "refund", "shift", "app_user", "role_copy", "invitation"];

/**
 * @param {pg.Client} client
 * @param {{ role: string, password: string }} options
 */
export async function ensureRole(client, { role, password }) {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  const verb = rowCount ? "alter" : "create";
  const secret = pg.escapeLiteral(password);
  await client.query(`${verb} role ${pg.escapeIdentifier(role)} login password ${secret}`);
}

/**
 * Brings the role's rights to exactly what is said here, at once.
 * @param {pg.Client} client
 * @param {string} role
 */
export async function applyGrants(client, role) {
  const to = pg.escapeIdentifier(role);
  // An older schema may lack some of them.
  const { rows } = await client.query("select tablename from pg_tables where schemaname = current_schema()");
  const present = new Set(rows.map((row) => row.tablename));
  const revoke = (/** @type {string} */ rights, /** @type {string[]} */ tables) =>
    tables
      .filter((table) => present.has(table))
      .map((table) => `revoke ${rights} on ${pg.escapeIdentifier(table)} from ${to}`);
  const statements = [
    "begin",
    `grant usage on schema public to ${to}`,
    `revoke all on all tables in schema public from ${to}`,
    `grant select, insert, update, delete on all tables in schema public to ${to}`,
    `grant usage, select on all sequences in schema public to ${to}`,
    `revoke insert, update, delete on _prisma_migrations from ${to}`,
    ...revoke("update, delete", APPEND_ONLY),
    ...revoke("delete", KEPT),
    ...(present.has(SEAL.table) ? [`grant update (${SEAL.columns}) on ${SEAL.table} to ${to}`] : []),
    "commit",
  ];
  await client.query(statements.join(";\n"));
}
