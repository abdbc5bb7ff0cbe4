import { describe, expect, it } from "vitest";
import type { Sender } from "#lib/alipay/send.ts";
import { checkNotifyAddress } from "./check-notify-address.ts";
import { sayChinese, sayEnglish } from "./testing/tried-accounts.ts";

/** A till that answers under every name, which all lead to these addresses. */
const check = (host: string, addresses: readonly string[], practice = false) => {
  const answer = { kind: "answer", status: 415, body: Buffer.alloc(0), contentType: null, date: null, ms: 1 } as const;
  const sender: Sender = { send: async () => answer, close: () => {} };
  return checkNotifyAddress(`https://${host}/notify/openapi/token`, practice, {
    sender,
    lookUp: async () => addresses,
  });
};

describe("T3 T4 the notify address of a live store", () => {
  it("is good where its name leads out into the internet, by one way at least", async () => {
    for (const addresses of [["47.88.1.1"], ["192.168.1.20", "47.88.1.1"], ["fd00::1", "2400:3200::1"]]) {
      expect(await check("till.example.com", addresses)).toMatchObject({ state: "ok", finding: "notify_answers" });
    }
  });

  it("is marked where its name leads inside: from outside it may lead elsewhere, and who knows is asked to look", async () => {
    for (const address of ["127.0.0.1", "192.168.1.20", "100.64.0.9", "::1", "fd00::1"]) {
      const found = await check("till.example.com", [address]);
      expect(found).toEqual({
        state: "warn",
        finding: "notify_inside",
        facts: { host: "till.example.com", code: address },
      });
      expect(sayEnglish("said.notify_inside", found.facts)).toContain(
        `till.example.com leads into a private network from here (${address})`,
      );
      expect(sayChinese("said.notify_inside", found.facts)).toContain(`till.example.com 解析为内网地址（${address}）`);
    }
  });

  it.each([
    "till",
    "till.local",
    "till.lan",
    "till.home",
    "till.home.arpa",
    "till.internal",
    "till.localhost",
    "till.lan.",
  ])("is refused where no name of its kind is known outside: %s", async (host) => {
    expect(await check(host, ["47.88.1.1"])).toMatchObject({ state: "failed", finding: "notify_private" });
  });

  it("may be anywhere in a store for practice", async () => {
    expect(await check("till.lan", ["127.0.0.1"], true)).toMatchObject({ state: "ok", finding: "notify_answers" });
  });
});
