import { createPrivateKey, createPublicKey } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import en from "#messages/en.json" with { type: "json" };
import zh from "#messages/zh-CN.json" with { type: "json" };
import { speakPlainly } from "../../../../i18n/speak-plainly.ts";
import {
  makeFolder,
  removeFolder,
  startTestSimulator,
  type TestSimulator,
} from "../../../../simulator/testing/test-simulator.ts";
import { checkConnection } from "../check-connection.ts";
import type { Subject, Verdict } from "../view.ts";
import { verdictText } from "../write-report.ts";

/** Right practice accounts of the three generations at a simulator, and a front that answers what is no notice. */
export type TriedAccounts = {
  simulator: TestSimulator;
  /** `asked`: every request to it. */
  front: { origin: string; status: number; asked: string[] };
  openapi(settings?: object, secrets?: object): Subject;
  mapi(settings?: object, secrets?: object): Subject;
  intl(settings?: object, secrets?: object): Subject;
  /** As at the start: no faults, and an environment that knows the simulator for practice alone. */
  reset(): Promise<void>;
  stop(): Promise<void>;
};

export async function tryAccounts(): Promise<TriedAccounts> {
  const simulator = await startTestSimulator(makeFolder());
  const { shop, mapi, intl } = simulator;
  const front = { origin: "", status: 415, asked: [] as string[] };
  const server = createServer((request, response) => {
    front.asked.push(`${request.method} ${request.url}`);
    response.writeHead(front.status, { location: "https://till.example/" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  front.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const common = { account: "corner", practice: true, notifyToken: "token", title: "Corner shop" };
  return {
    simulator,
    front,
    openapi: (settings = {}, secrets = {}) => ({
      ...{ ...common, generation: "openapi", sales: [{ currency: "CNY", minor: 1n }] },
      settings: {
        appId: shop.appId,
        sellerId: shop.sellerId,
        signType: "RSA2",
        alipayPublicKey: shop.alipayPublicKey,
        ...settings,
      },
      secrets: { privateKey: shop.merchantPrivateKey, ...secrets },
    }),
    mapi: (settings = {}, secrets = {}) => ({
      ...{ ...common, generation: "mapi", sales: ["JPY", "USD"].map((currency) => ({ currency, minor: 100n })) },
      settings: {
        ...{ partner: mapi.partner, signType: "MD5", settlementCurrency: "USD", secondaryMerchantId: "A1" },
        ...{ secondaryMerchantName: "Muku", secondaryMerchantIndustry: "5812", storeId: "S1", storeName: "Muku" },
        ...settings,
      },
      secrets: { md5Key: mapi.md5Key, ...secrets },
    }),
    intl: (settings = {}, secrets = {}) => ({
      ...{ ...common, generation: "intl", sales: [{ currency: "USD", minor: 1n }] },
      settings: {
        ...{ clientId: intl.clientId, merchantId: intl.merchantId, productCode: intl.productCode },
        ...{ signType: "RSA", statusMember: "acquirementStatus", alipayPublicKey: intl.alipayPublicKey },
        ...settings,
      },
      secrets: { privateKey: intl.merchantPrivateKey, ...secrets },
    }),
    async reset() {
      await simulator.control("POST", "reset");
      await simulator.control("DELETE", "faults");
      Object.assign(front, { status: 415, asked: [] });
      process.env.PRACTICE_GATEWAY = `http://127.0.0.1:${simulator.port}`;
      process.env.FRONT_ORIGIN = front.origin;
      delete process.env.PUBLIC_URL;
      delete process.env.GATEWAY_ALLOW;
    },
    async stop() {
      server.close();
      await simulator.stop();
      removeFolder(simulator.folder);
    },
  };
}

export async function verdictsOf(subject: Subject, deadlineMs?: number): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of checkConnection(subject, deadlineMs)) verdicts.push(verdict);
  return verdicts;
}

/** `check state finding` of every check that is not good. */
export const troublesOf = async (subject: Subject): Promise<string[]> =>
  (await verdictsOf(subject))
    .filter(({ state }) => state !== "ok")
    .map(({ check, state, finding }) => `${check} ${state} ${finding}`);

export const sayEnglish = speakPlainly(en.connection);
export const sayChinese = speakPlainly(zh.connection);

/** The first thing that failed, as people read it. */
export async function sentencesOf(subject: Subject): Promise<{ finding: string; en: string; zh: string }> {
  const verdict = (await verdictsOf(subject)).find(({ state }) => state === "failed");
  if (!verdict) throw new Error("nothing failed");
  const sentence = (text: string) => text.split("\n").at(-1)?.trim() ?? "";
  const { finding } = verdict;
  return { finding, en: sentence(verdictText(verdict, sayEnglish)), zh: sentence(verdictText(verdict, sayChinese)) };
}

/** The public half of a private key, as the key tool writes it. */
export const publicHalf = (privateKey: string): string =>
  createPublicKey(createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" }))
    .export({ format: "der", type: "spki" })
    .toString("base64");

/** A certificate of the simulator's, which end on the last day of 2049, with another end (UTCTime). */
export function endingOn(pem: string, end: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64");
  der.write(end, der.indexOf("491231235959Z"), "latin1");
  return `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`;
}
