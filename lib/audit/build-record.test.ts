import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { buildRecord, canonical, type Entry, GENESIS, hashEntry } from "./build-record.ts";

const ENTRY: Entry = {
  id: 9007199254740993n,
  at: new Date("2026-11-22T08:30:00.123Z"),
  kind: "cancel",
  userId: "01900000-0000-7000-8000-000000000001",
  deviceId: null,
  address: "192.0.2.7",
  storeId: null,
  registerId: null,
  subject: "order",
  subjectId: null,
  facts: { currency: "CNY", amount: "12850" },
};

const TEXT =
  '{"address":"192.0.2.7","at":"2026-11-22T08:30:00.123Z","deviceId":null,"facts":{"amount":"12850","currency":"CNY"},' +
  '"id":"9007199254740993","kind":"cancel","number":"7","registerId":null,"storeId":null,"subject":"order",' +
  '"subjectId":null,"userId":"01900000-0000-7000-8000-000000000001"}';

it("S21 hashes the hash before and the canonical text, so that anybody can check a chain without our code", () => {
  expect(buildRecord(7n, ENTRY)).toBe(TEXT);
  const previous = "ab".repeat(32);
  const byHand = createHash("sha256").update(Buffer.concat([Buffer.from(previous, "hex"), Buffer.from(TEXT)]));
  expect(hashEntry(previous, 7n, ENTRY)).toBe(byHand.digest("hex"));
});

it("I13 gives another hash to an entry of which anything differs, its place and what stood before it included", () => {
  const changes: Partial<Entry>[] = [
    { id: 9007199254740992n },
    { at: new Date("2026-11-22T08:30:00.124Z") },
    { kind: "refund" },
    { userId: null },
    { deviceId: "x" },
    { address: null },
    { storeId: "x" },
    { registerId: "x" },
    { subject: "person" },
    { subjectId: "x" },
    { facts: { currency: "CNY", amount: "12851" } },
  ];
  const hashes = [
    hashEntry(GENESIS, 7n, ENTRY),
    hashEntry(GENESIS, 8n, ENTRY),
    hashEntry("ab".repeat(32), 7n, ENTRY),
    ...changes.map((change) => hashEntry(GENESIS, 7n, { ...ENTRY, ...change })),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});

it("writes the same facts in the same way, whatever the order in which a database gives them", () => {
  const facts = { b: [1, { d: "\u2028é\n", c: null }], a: true };
  expect(canonical(facts)).toBe('{"a":true,"b":[1,{"c":null,"d":"\u2028é\\n"}]}');
  expect(canonical({ a: true, b: [1, { c: null, d: "\u2028é\n" }] })).toBe(canonical(facts));
});
