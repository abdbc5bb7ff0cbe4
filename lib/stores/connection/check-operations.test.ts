import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import {
  sayChinese,
  sayEnglish,
  sentencesOf,
  type TriedAccounts,
  troublesOf,
  tryAccounts,
  verdictsOf,
} from "./testing/tried-accounts.ts";

let tried: TriedAccounts;
beforeAll(async () => {
  tried = await tryAccounts();
});
afterAll(() => tried.stop());
beforeEach(() => tried.reset());

const OPERATIONS = {
  openapi: { query: "query", cancel: "cancel" },
  mapi: { query: "query", cancel: "cancel" },
  intl: { query: "payQuery", cancel: "payCancel" },
} as const;
const FORBIDDEN = {
  openapi: { code: "40006", subCode: "isv.insufficient-isv-permissions" },
  mapi: { code: "F", subCode: "ILLEGAL_PARTNER_EXTERFACE" },
  intl: { code: "F", subCode: "CLIENT_FORBIDDEN_ACCESS_API" },
} as const;

/** What is said where one request alone is not in the contract. */
const LACKS = {
  query: { finding: "no_contract", en: "not signed or not active", zh: "未签约或未生效" },
  cancel: { finding: "no_cancel", en: "Alipay refuses to cancel them", zh: "但支付宝不接受撤销" },
} as const;

describe.each(
  GENERATIONS.flatMap((generation) => (["query", "cancel"] as const).map((asked) => ({ generation, asked }))),
)("T3 a till that could make codes and not $asked: $generation", ({ generation, asked }) => {
  const operation = OPERATIONS[generation][asked];
  const fault = (wish: object) => tried.simulator.control("POST", "faults", { times: "always", operation, ...wish });
  const weak = generation === "mapi" ? ["keys warn weak_signing"] : [];

  it("has no contract for it", async () => {
    const wish = FORBIDDEN[generation];
    await fault({ name: "refuse", ...wish });
    const said = await sentencesOf(tried[generation]());
    const { finding, en, zh } = LACKS[asked];
    expect(said.finding).toBe(finding);
    expect(said.en).toContain(`${en} (${asked}: ${wish.subCode})`);
    expect(said.zh).toContain(`${zh}（${asked}: ${wish.subCode}）`);
    expect(await troublesOf(tried[generation]())).toEqual([...weak, `product failed ${finding}`]);
  });

  it("gets answers of somebody else", async () => {
    await fault({ name: "wrong_signature" });
    const said = await sentencesOf(tried[generation]());
    expect(said.finding).toBe("one_unproved");
    expect(said.en).toContain(`one is not proved to be (${asked}: bad_signature)`);
    expect(said.zh).toContain(`有一个应答无法核实（${asked}: bad_signature）`);
    expect(await troublesOf(tried[generation]())).toEqual([
      ...weak,
      "answer failed one_unproved",
      "product unclear mend_first",
    ]);
  });

  it.each([
    ["hang", "timeout"],
    ["http_503", "http_status"],
  ])("gets no answer: %s", async (name, why) => {
    await fault({ name });
    const verdicts = await verdictsOf(tried[generation](), 1500);
    const request = verdicts.find(({ check }) => check === "request");
    expect(request).toMatchObject({ state: "failed", finding: "part_silent", facts: { code: `${asked}: ${why}` } });
    expect(verdicts.find(({ check }) => check === "product")).toMatchObject({
      ...{ state: "unclear", finding: "not_told", facts: { code: `${asked}: ${why}` } },
    });
    expect(sayEnglish("said.part_silent", request?.facts)).toContain(`not every request (${asked}: ${why})`);
    expect(sayChinese("said.part_silent", request?.facts)).toContain(`未得到应答（${asked}: ${why}）`);
  });

  it("is told to ask less often", async () => {
    await fault({ name: "rate_limited" });
    expect(await troublesOf(tried[generation]())).toEqual([...weak, "request unclear busy", "product unclear busy"]);
  });

  it("hears what nobody knows the meaning of", async () => {
    await fault({ name: "refuse", code: "40004", subCode: "NEVER_HEARD_OF" });
    const verdicts = await verdictsOf(tried[generation]());
    expect(verdicts.find(({ check }) => check === "product")).toMatchObject({
      ...{ state: "unclear", finding: "not_told", facts: { code: expect.stringContaining(`${asked}: `) } },
    });
  });
});
