import { expect, test } from "vitest";
import { sentOf, typedOf } from "./entries.ts";
import { firstEntries, formOf } from "./fields.ts";

const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name);

test("T2 a form asks only for what its generation and its kind of keys have", () => {
  const mainOf = (typed: object) => names(formOf("openapi", { ...firstEntries.openapi, ...typed }, false).main);
  expect(mainOf({})).toEqual(["appId", "sellerId", "privateKey", "alipayPublicKey"]);
  expect(mainOf({ trust: "certificates" })).toContain("appCertificate");
  expect(mainOf({ trust: "certificates" })).not.toContain("alipayPublicKey");
  expect(names(formOf("mapi", { signType: "MD5" }, false).main)).not.toContain("privateKey");
  expect(names(formOf("intl", {}, false).main)).toContain("gateway");
});

test("T7 nobody is asked for the gateway of a practice account", () => {
  for (const generation of ["openapi", "mapi", "intl"] as const) {
    const { main, further } = formOf(generation, {}, true);
    expect(names([...main, ...further]).filter((name) => /gateway/i.test(name))).toEqual([]);
  }
});

test("T2 what is sent holds the shown entries, and of keys that were not typed anew the names that stay", () => {
  const stored = {
    settings: { appId: "20", sellerId: "2088", signType: "RSA2" },
    marks: ["privateKey", "alipayPublicKey"],
  };
  const typed = { ...typedOf("openapi", stored.settings, stored.marks), alipayPublicKey: "MII" };
  const sent = sentOf({
    generation: "openapi",
    practice: false,
    typed,
    marks: [...stored.marks, "aesKey"],
    dropped: [],
  });
  expect(sent.entries).toMatchObject({ appId: "20", alipayPublicKey: "MII" });
  expect(sent.entries).not.toHaveProperty("trust");
  expect(sent.keep).toEqual(["privateKey", "aesKey"]);
});

test("T2 lists are typed one value a line", () => {
  const typed = typedOf("intl", { paidValues: ["SUCCESS", "PAID"] }, []);
  expect(typed.paidValues).toBe("SUCCESS\nPAID");
  const sent = sentOf({ generation: "intl", practice: false, typed, marks: [], dropped: [] });
  expect(sent.entries.paidValues).toEqual(["SUCCESS", "PAID"]);
});

test("T2 an optional secret that is dropped does not stay", () => {
  const typed = typedOf("openapi", {}, ["privateKey", "aesKey"]);
  const sent = sentOf({
    generation: "openapi",
    practice: true,
    typed,
    marks: ["privateKey", "aesKey"],
    dropped: ["aesKey"],
  });
  expect(sent.keep).toEqual(["privateKey"]);
});
