import type { Doer } from "#lib/actor.ts";
import { textOfFile } from "#lib/alipay/keys/pasted.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { TypedAccount } from "../manage/commands.ts";
import { findManaged, whereChangeable } from "../manage/find-managed.ts";
import { unsealSecrets } from "../seal-secrets.ts";

/** The members of an account beside code, generation and practice, as the store file writes them. */
export type Entries = Record<string, string | boolean | string[]>;

/**
 * What was typed, and of the stored entries those that stay. Null: no such store or account for this person. With Alipay's next
 * key comes the last day of the one before it, which is taken from where it is stored: nobody has to paste it again (T5).
 */
export async function findTyped(tx: Transaction, doer: Doer, typed: TypedAccount) {
  const { storeId, accountId, generation } = typed;
  const store = await findManaged(tx, doer, storeId);
  if (store === null) return null;
  if (accountId === null) return { store, known: null, entries: readTyped(typed), sealedElsewhere: false };
  const known = await tx.gatewayAccount.findFirst({
    where: { id: accountId, generation, ...(await whereChangeable(tx, store, doer.userId)) },
    include: { versions: { orderBy: { version: "desc" }, take: 1 }, stores: { include: { store: true } } },
  });
  const [current] = known?.versions ?? [];
  if (!known || !current) return null;
  const opened = unsealSecrets(current.sealed, known.id, current.version);
  const stored = { ...(current.settings as Entries), ...(opened.ok ? opened.secrets : {}) };
  const entries = { ...keep(stored, typed.keep), ...readTyped(typed) };
  const { alipayPublicKey, formerKeyUntil } = entries;
  const before = stored.alipayPublicKey;
  if (formerKeyUntil !== undefined && entries.formerAlipayPublicKey === undefined && before !== alipayPublicKey) {
    if (before !== undefined) entries.formerAlipayPublicKey = before;
  }
  return { store, known, entries, sealedElsewhere: !opened.ok };
}

const keep = (stored: Entries, names: readonly string[]): Entries =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => names.includes(name)));

/** Blanks around a value never count, and what is empty was not entered. */
function readTyped({ entries }: { generation: Generation; entries: TypedAccount["entries"] }): Entries {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([name, value]): [string, Entries[string]][] => {
      if (typeof value === "boolean") return [[name, value]];
      if (Array.isArray(value)) {
        const values = value.map((one) => one.trim()).filter(Boolean);
        return values.length === 0 ? [] : [[name, values]];
      }
      const text = (typeof value === "string" ? value : textOfFile(Buffer.from(value.bytes, "base64"))).trim();
      return text === "" ? [] : [[name, text]];
    }),
  );
}
