import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newKeyPair } from "../testing/keys.ts";
import {
  endingOn,
  publicHalf,
  sentencesOf,
  type TriedAccounts,
  troublesOf,
  tryAccounts,
  verdictsOf,
} from "./testing/tried-accounts.ts";
import type { Subject } from "./view.ts";

let tried: TriedAccounts;
beforeAll(async () => {
  tried = await tryAccounts();
});
afterAll(() => tried.stop());
beforeEach(() => tried.reset());

const control = (name: string, body: object = {}) => tried.simulator.control("POST", name, body);
const refuse = (operation: string, wish: object) =>
  control("faults", { name: "refuse", times: "always", operation, ...wish });

const GENERATIONS = ["openapi", "mapi", "intl"] as const;
const stranger = newKeyPair();

/** A live account at the simulator, which this installation allows. */
function live(subject: Subject): Subject {
  const origin = `http://127.0.0.1:${tried.simulator.port}`;
  process.env.GATEWAY_ALLOW = origin;
  return {
    ...subject,
    practice: false,
    settings: { ...(subject.settings as object), gateway: `${origin}/gateway.do` },
  };
}

/** MAPI's practice merchant has an MD5 key; this one has key pairs. */
async function rsaOfMapi(): Promise<Subject> {
  const [own, partner] = [newKeyPair(), "2088000000000777"];
  const registered = await control("merchants", {
    ...{ generation: "mapi", partner, signType: "RSA2", publicKey: own.publicKey, timestamp: "epoch" },
  });
  const { alipayPublicKey } = registered as Record<string, string>;
  return tried.mapi({ partner, signType: "RSA2", alipayPublicKey }, { md5Key: undefined, privateKey: own.privateKey });
}

/** Nothing behind a verdict that others have to wait for. */
const AFTER_REFUSAL = ["product unclear mend_first", "currency unclear mend_first"];

describe("T3 a right account", () => {
  it("has eight good verdicts in their order, each with its time", async () => {
    const verdicts = await verdictsOf(tried.openapi());
    expect(verdicts.map(({ check, state, finding }) => `${check} ${state} ${finding}`)).toEqual([
      "ids ok ids_fit",
      "keys ok keys_fit",
      "request ok accepted",
      "answer ok verified",
      "product ok product_on",
      "currency ok currencies_taken",
      "clock ok clock_right",
      "notify ok notify_answers",
    ]);
    expect(verdicts.every(({ ms }) => ms >= 0 && ms < 15_000)).toBe(true);
    expect(tried.front.asked).toEqual(["POST /notify/openapi/token"]);
  });

  it("is content in every generation; T16 weak signatures are marked", async () => {
    expect(await troublesOf(tried.mapi())).toEqual(["keys warn weak_signing"]);
    expect(await troublesOf(tried.intl())).toEqual([]);
    const currencies = (await verdictsOf(tried.mapi())).find(({ check }) => check === "currency");
    expect(currencies).toMatchObject({ state: "ok", facts: { currencies: "JPY, USD" } });
  });

  it.each(GENERATIONS)("leaves no trade behind, and cancels each code: %s", async (generation) => {
    const subject = tried[generation]();
    await verdictsOf(subject);
    const { trades, requests } = (await tried.simulator.control("GET", "ledger")) as {
      trades: unknown[];
      requests: { operation: string; outTradeNo: string }[];
    };
    expect(trades).toEqual([]);
    const numbersOf = (name: RegExp) =>
      requests
        .filter(({ operation }) => name.test(operation))
        .map(({ outTradeNo }) => outTradeNo)
        .sort();
    const made = numbersOf(/precreate$|prepareForRedirect$/);
    expect(made).toHaveLength(subject.sales.length);
    expect(numbersOf(/cancel$/i)).toEqual(made);
  });
});

describe("T3 every kind of wrong credential has a sentence of its own", () => {
  it.each(GENERATIONS)("own public key pasted as Alipay's: %s", async (generation) => {
    const own = newKeyPair();
    const subject = tried[generation](
      { signType: "RSA2", alipayPublicKey: own.publicKey },
      { privateKey: own.privateKey },
    );
    expect(await sentencesOf(subject)).toEqual({
      finding: "own_public_key",
      en: "The key you pasted is your own public key, not Alipay's. Copy 'Alipay public key' from the key page.",
      zh: "您粘贴的是应用公钥，应填写“支付宝公钥”。请从密钥页面复制“支付宝公钥”。",
    });
  });

  it.each([
    ["openapi", { appId: "2021999999999999" }, "app ID"],
    ["mapi", { partner: "2088999999999999" }, "partner ID"],
    ["intl", { clientId: "999999999999999999999" }, "client ID"],
  ] as const)("wrong application: %s", async (generation, wrong, name) => {
    const said = await sentencesOf(tried[generation](wrong));
    expect(said.finding).toBe("wrong_id");
    expect(said.en).toContain(`Alipay does not know this ${name}`);
    expect(said.zh).toContain("支付宝无法识别该");
    const troubles = await troublesOf(tried[generation](wrong));
    expect(troubles).toEqual(expect.arrayContaining([...AFTER_REFUSAL, "answer unclear unsigned"]));
  });

  it.each(["openapi", "intl"] as const)("B48 a private key of another pair: %s", async (generation) => {
    const subject = tried[generation]({}, { privateKey: stranger.privateKey });
    const said = await sentencesOf(subject);
    expect(said.finding).toBe("wrong_key");
    expect(said.en).toContain("your private key does not belong to the public key that Alipay has");
    expect(said.zh).toContain("私钥与支付宝留存的应用公钥不匹配");
    expect(await troublesOf(subject)).toEqual(["request failed wrong_key", ...AFTER_REFUSAL]);
  });

  it("an application that exists and is another one", async () => {
    const appId = "2021000000000888";
    await control("merchants", { appId, sellerId: "2088000000000888", publicKey: newKeyPair().publicKey });
    const said = await sentencesOf(tried.openapi({ appId }));
    expect(said.finding).toBe("wrong_key");
    expect(said.en).toContain("or the app ID is of another application. Compare the app ID");
    expect(said.zh).toContain("”属于其他应用。请先与平台核对");
  });

  it.each(["openapi", "intl"] as const)("another key than Alipay's for its answers: %s", async (generation) => {
    const said = await sentencesOf(tried[generation]({ alipayPublicKey: stranger.publicKey }));
    expect(said.finding).toBe("alipay_key");
    // What stands in answers that are not believed is no trouble of its own.
    const troubles = await troublesOf(tried[generation]({ alipayPublicKey: stranger.publicKey }));
    expect(troubles.filter((trouble) => !trouble.startsWith("answer"))).toEqual(
      ["request", "product", "currency"].map((check) => `${check} unclear mend_first`),
    );
    expect(said.en).toContain("not with the key that you entered as Alipay public key");
    expect(said.zh).toContain("签名与所填“支付宝公钥”不匹配");
  });

  it("B4 wrong MD5 key", async () => {
    const said = await sentencesOf(tried.mapi({}, { md5Key: "x".repeat(32) }));
    expect(said.finding).toBe("wrong_md5_key");
    expect(said.en).toContain("this is not the MD5 key of this partner");
    expect(said.zh).toContain("MD5 密钥与该合作伙伴身份（PID）不匹配");
  });

  it.each([
    ["openapi", "precreate", { code: "40004", subCode: "ACQ.ACCESS_FORBIDDEN" }],
    ["openapi", "precreate", { code: "40006", subCode: "isv.insufficient-isv-permissions" }],
    ["mapi", "precreate", { code: "FAIL", subCode: "ACCESS_FORBIDDEN" }],
    ["mapi", "precreate", { code: "F", subCode: "ILLEGAL_PARTNER_EXTERFACE" }],
    ["intl", "prepareForRedirect", { subCode: "CLIENT_FORBIDDEN_ACCESS_API" }],
  ] as const)("product not signed: %s %s %o", async (generation, operation, wish) => {
    await refuse(operation, wish);
    const said = await sentencesOf(tried[generation]());
    expect(said.finding).toBe("no_contract");
    expect(said.en).toContain(`not signed or not active (${wish.subCode})`);
    expect(said.zh).toContain(`未签约或未生效（${wish.subCode}）`);
    const failed = (await verdictsOf(tried[generation]())).filter(({ state }) => state === "failed");
    expect(failed.map(({ check }) => check)).toEqual(["product"]);
  });

  it("T6 expired certificate, and one that ends soon", async () => {
    const appId = "2021000000000777";
    const keys = newKeyPair();
    const registered = await control("merchants", {
      ...{ appId, sellerId: tried.simulator.shop.sellerId, publicKey: keys.publicKey, certificates: true },
    });
    const { appCertificate, alipayCertificate, alipayRootCertificate } = registered as Record<string, string>;
    const certificates = {
      appId,
      alipayPublicKey: undefined,
      appCertificate,
      alipayCertificate,
      alipayRootCertificate,
    };
    expect(await troublesOf(tried.openapi(certificates, { privateKey: keys.privateKey }))).toEqual([]);

    const ended = { ...certificates, appCertificate: endingOn(appCertificate ?? "", "250131235959Z") };
    expect(await sentencesOf(tried.openapi(ended, { privateKey: keys.privateKey }))).toEqual({
      finding: "certificate_ended",
      en: "application certificate ended on 2025-01-31. Download the new certificate from the platform and enter it.",
      zh: "“应用公钥证书”已于 2025-01-31 过期，请从平台下载新证书后重新上传。",
    });
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().replace(/^20|[-:T]|\.\d+/g, "");
    const ending = { ...certificates, alipayCertificate: endingOn(alipayCertificate ?? "", soon) };
    const [found] = (await verdictsOf(tried.openapi(ending, { privateKey: keys.privateKey }))).slice(1);
    expect(found).toMatchObject({
      state: "warn",
      finding: "certificate_ends",
      facts: { field: "alipayCertificate", days: 9 },
    });
  });

  it("wrong currency: one that the generation never takes", async () => {
    const said = await sentencesOf({ ...tried.openapi(), sales: [{ currency: "USD", minor: 1n }] });
    expect(said.finding).toBe("never_sells");
    expect(said.en).toContain("never takes USD");
    expect(said.zh).toContain("不能收 USD");
    const mixed = { ...tried.openapi(), sales: ["CNY", "USD"].map((currency) => ({ currency, minor: 1n })) };
    expect(await troublesOf(mixed)).toEqual(["currency failed never_sells"]);
  });

  it.each([
    ["mapi", "precreate", "JPY, USD"],
    ["intl", "prepareForRedirect", "USD"],
  ] as const)("wrong currency: one that the contract does not allow: %s", async (generation, operation, currencies) => {
    await refuse(operation, { subCode: "CURRENCY_NOT_SUPPORT", ...(generation === "intl" ? { code: "F" } : {}) });
    const said = await sentencesOf(tried[generation]());
    expect(said.finding).toBe("currency_refused");
    expect(said.en).toContain(`does not take ${currencies} with this account (CURRENCY_NOT_SUPPORT)`);
    expect(said.zh).toContain(`不允许该账户收 ${currencies}`);
  });

  it.each([
    [-20, "clock_ahead", "20 min ahead", "快 20 分钟"],
    [20, "clock_behind", "20 min behind", "慢 20 分钟"],
  ] as const)("P24 clock off: Alipay's differs by %i minutes", async (minutes, ...told) => {
    const [finding, english, chinese] = told;
    await control("settings", { envelopeClockOffsetMs: minutes * 60_000 });
    for (const generation of GENERATIONS) {
      const said = await sentencesOf(tried[generation]());
      expect(said.finding).toBe(finding);
      expect(said.en).toContain(english);
      expect(said.zh).toContain(chinese);
    }
  });

  it("unreachable notify address: nobody answers, somebody else does, or it is private", async () => {
    await control("settings", {});
    const at = async (status: number) => {
      tried.front.status = status;
      return (await sentencesOf(tried.openapi())).finding;
    };
    expect([await at(404), await at(301), await at(421), await at(502)]).toEqual([
      "notify_other",
      "notify_redirects",
      "notify_host",
      "notify_down",
    ]);
    process.env.FRONT_ORIGIN = "http://127.0.0.1:1";
    const nobody = await sentencesOf(tried.openapi());
    expect(nobody.finding).toBe("notify_unreachable");
    expect(nobody.en).toContain("Nothing answers at 127.0.0.1:1.");
    expect(nobody.zh).toContain("127.0.0.1:1 无应答。");
    expect(await troublesOf(live(tried.openapi()))).toEqual(["notify warn no_public_url"]);
    for (const host of ["192.168.1.20", "[fe80::1]", "till.local", "till.lan", "till"]) {
      process.env.PUBLIC_URL = `http://${host}`;
      expect(await troublesOf(live(tried.openapi()))).toEqual(["notify failed notify_private"]);
    }
    process.env.PUBLIC_URL = "https://till.invalid";
    expect(await troublesOf(live(tried.openapi()))).toEqual(["notify failed notify_dns"]);
  });

  it("no route to the gateway", async () => {
    process.env.PRACTICE_GATEWAY = "http://127.0.0.1:1";
    for (const generation of GENERATIONS) {
      const said = await sentencesOf(tried[generation]());
      expect(said.finding).toBe("no_route");
      expect(said.en).toContain("The gateway cannot be reached (refused).");
      expect(said.zh).toContain("无法连接网关");
    }
    expect(await troublesOf(tried.openapi())).toEqual([
      "request failed no_route",
      "answer unclear not_asked",
      "product unclear not_asked",
      "currency unclear not_asked",
      "clock unclear not_asked",
    ]);
    process.env.PRACTICE_GATEWAY = "http://gateway.invalid";
    expect((await sentencesOf(tried.openapi())).finding).toBe("no_route_dns");
  });
});

describe("T3 what else can be wrong", () => {
  it("ends by its deadline at a gateway that hangs", async () => {
    await control("faults", { name: "hang", times: "always" });
    const verdicts = await verdictsOf(tried.openapi(), 300);
    expect(verdicts.find(({ check }) => check === "request")).toMatchObject({ finding: "no_route_timeout" });
    expect(Math.max(...verdicts.map(({ ms }) => ms))).toBeLessThan(2000);
  });

  it.each([
    ["an answer of somebody else", { name: "wrong_signature" }, ["answer failed alipay_key"]],
    ["a page instead of an answer", { name: "http_503" }, ["request failed gateway_error"]],
    ["a gateway that is asked too often", { name: "rate_limited" }, ["request unclear busy", "product unclear busy"]],
  ])("%s", async (_, wish, expected) => {
    await control("faults", { times: "always", ...wish });
    expect(await troublesOf(tried.openapi())).toEqual(expect.arrayContaining(expected));
    expect(await troublesOf(tried.intl())).toEqual(expect.arrayContaining(expected));
    expect(await troublesOf(await rsaOfMapi())).toEqual(expect.arrayContaining(expected));
  });

  it("T15 names the entry that is missing or has another form, and asks nobody", async () => {
    const { appId: _appId, ...without } = tried.openapi().settings as Record<string, unknown>;
    const subject = { ...tried.openapi(), settings: without };
    expect((await sentencesOf(subject)).en).toMatch(/^app ID is missing\./);
    expect((await sentencesOf(tried.mapi({ secondaryMerchantIndustry: "food" }))).en).toMatch(
      /^secondary merchant industry \(MCC\) does not have the right form/,
    );
    expect((await sentencesOf(tried.mapi({}, { md5Key: "short" }))).en).toMatch(/^MD5 key does not have 32 characters/);
    await troublesOf(subject);
    expect(((await tried.simulator.control("GET", "ledger")) as { requests: unknown[] }).requests).toEqual([]);
  });

  it("T7 tells a live account at Alipay's gateway for tests, S15 refuses a gateway of nobody's", async () => {
    const at = (gateway: string) => ({ ...tried.openapi({ gateway }), practice: false, sales: [] });
    const [ids] = await verdictsOf(at("https://openapi-sandbox.dl.alipaydev.com/gateway.do"), 1);
    expect(ids).toMatchObject({ check: "ids", state: "warn", finding: "test_gateway" });
    expect((await sentencesOf(at("https://evil.example/gateway.do"))).finding).toBe("not_allowed");
  });

  it("learns nothing of contract and currency where no store sells, or one answer is lost", async () => {
    const unused = ["product unclear no_store", "currency unclear no_store"];
    expect(await troublesOf({ ...tried.openapi(), sales: [] })).toEqual(unused);
    await control("faults", { name: "lost_answer", operation: "precreate", times: 1 });
    expect(await troublesOf(tried.mapi())).toEqual([
      "keys warn weak_signing",
      "request failed part_silent",
      "currency unclear not_told",
    ]);
    await refuse("precreate", { code: "40004", subCode: "ACQ.TOTAL_FEE_EXCEED" });
    expect(await troublesOf(tried.openapi())).toEqual(["product unclear amount", "currency unclear amount"]);
  });

  it.each(GENERATIONS)("T5 believes Alipay's former key until its last day: %s", async (generation) => {
    const former = generation === "mapi" ? await rsaOfMapi() : tried[generation]();
    const { alipayPublicKey } = former.settings as { alipayPublicKey: string };
    const changing = (formerKeyUntil: string): Subject => ({
      ...former,
      settings: {
        ...(former.settings as object),
        ...{ alipayPublicKey: stranger.publicKey, formerAlipayPublicKey: alipayPublicKey, formerKeyUntil },
      },
    });
    expect(await troublesOf(changing("2999-12-31"))).toEqual([]);
    expect(await troublesOf(changing("2020-12-31"))).toContain("answer failed alipay_key");
  });

  it("tells an intl account that has no word for paid, and credentials of another master key", async () => {
    expect(await troublesOf(tried.intl({ statusMember: undefined }))).toEqual(["ids warn no_status_member"]);
    expect((await sentencesOf({ ...tried.openapi(), secrets: null })).finding).toBe("sealed_elsewhere");
  });

  it("S14 repeats no key in any verdict", async () => {
    const { merchantPrivateKey, alipayPublicKey } = tried.simulator.shop;
    const told = JSON.stringify(
      await Promise.all([
        verdictsOf(tried.openapi({}, { privateKey: stranger.privateKey })),
        verdictsOf(tried.openapi({ alipayPublicKey: merchantPrivateKey })),
        verdictsOf(tried.openapi({}, { privateKey: `${merchantPrivateKey.slice(0, 600)}` })),
        verdictsOf(tried.openapi({ alipayPublicKey: publicHalf(merchantPrivateKey) })),
        verdictsOf(tried.mapi({}, { md5Key: "marker-of-a-secret" })),
      ]),
    );
    for (const secret of [merchantPrivateKey, stranger.privateKey, alipayPublicKey, "marker-of-a-secret"])
      expect(told).not.toContain(secret.slice(-18));
  });
});
