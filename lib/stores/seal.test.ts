import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readMasterKeys, seal, unseal } from "./seal.ts";

const newKey = () => randomBytes(32).toString("base64");
const master = readMasterKeys(newKey());

describe("sealed secrets", () => {
  it("S13 open again in their own place", () => {
    expect(unseal(seal("钥匙 key", "row/1", master), "row/1", master)).toEqual({ ok: true, text: "钥匙 key" });
  });

  it("S13 do not open in another row, column or version", () => {
    expect(unseal(seal("key", "row/1", master), "row/2", master)).toEqual({ ok: false, problem: "damaged_or_moved" });
  });

  it("S13 do not open after any change of any byte", () => {
    const sealed = seal("key", "row/1", master);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(unseal(changed, "row/1", master).ok).toBe(false);
    }
    expect(unseal(sealed.subarray(0, 20), "row/1", master).ok).toBe(false);
  });

  it("F56 say so when the master key is another", () => {
    const other = readMasterKeys(newKey());
    expect(unseal(seal("key", "row/1", master), "row/1", other)).toEqual({ ok: false, problem: "other_master_key" });
  });

  it("S13 never repeat themselves and never show their text", () => {
    const [one, two] = [seal("marker-secret", "row/1", master), seal("marker-secret", "row/1", master)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes("marker-secret")).toBe(false);
  });

  it("F56 S13 are sealed by the first of several keys, and opened by each of them", () => {
    const [old, next] = [newKey(), newKey()];
    const before = seal("key", "row/1", readMasterKeys(old));
    const both = readMasterKeys(`${next}\n${old}\n`);
    expect(unseal(before, "row/1", both)).toEqual({ ok: true, text: "key" });
    const after = seal("key", "row/1", both);
    expect(unseal(after, "row/1", readMasterKeys(next))).toEqual({ ok: true, text: "key" });
    expect(unseal(after, "row/1", readMasterKeys(old))).toEqual({ ok: false, problem: "other_master_key" });
    expect(unseal(after, "row/1", readMasterKeys(`${old},${next}`))).toEqual({ ok: true, text: "key" });
  });

  it.each(["", "\n", randomBytes(16).toString("base64"), `${newKey()}\nx`])("F56 refuse %j for master keys", (text) => {
    expect(() => readMasterKeys(text)).toThrow(/32 bytes/);
  });
});
