import { readEntry } from "./read-entry.ts";

/**
 * The entries of an account with each key in its one form: PEM of PKCS#8, of SubjectPublicKeyInfo, of certificates. What else stood
 * in the file is not stored, and the same key in another form is no other key. What cannot be read stays: who opens the account says why.
 */
export const withNormalKeys = <Entries extends Readonly<Record<string, unknown>>>(entries: Entries): Entries => ({
  ...entries,
  ...Object.fromEntries(
    Object.entries(entries).flatMap(([name, value]) => {
      const read = typeof value === "string" ? readEntry(name, value, "RSA") : null;
      return read?.ok ? [[name, read.normal]] : [];
    }),
  ),
});
