// A gateway of a live account that takes exactly so long for each code, and the store that sells through it.
import { createServer, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import {
  alipayPublicKeyText,
  merchantPrivateKeyText,
  sellerId,
  signedAnswerText,
  testConfig,
} from "#lib/alipay/openapi/testing/account.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { REGISTERS, SCREENS } from "../shop/store-file.ts";

export type GatewayOrder = { readonly port: number; readonly codeMs: number };
/** What each code took the gateway, in milliseconds by merchant number. */
export type GatewayReport = Readonly<Record<string, number>>;

const { port, codeMs }: GatewayOrder = JSON.parse(process.argv[2] ?? "");
const took: Record<string, number> = {};

async function answer(url: string, body: string, response: ServerResponse): Promise<void> {
  const begin = performance.now();
  const operation = (new URL(url, "http://gateway").searchParams.get("method") ?? "").replaceAll(".", "_");
  const number: string = JSON.parse(new URLSearchParams(body).get("biz_content") ?? "{}").out_trade_no;
  const isCode = operation === "alipay_trade_precreate";
  const result = isCode
    ? { code: "10000", msg: "Success", out_trade_no: number, qr_code: `https://qr.alipay.com/${number}` }
    : { code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST" };
  const text = signedAnswerText(`${operation}_response`, result);
  if (isCode) await wait(codeMs - (performance.now() - begin));
  response.end(text);
  if (isCode) took[number] = performance.now() - begin;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => void answer(request.url ?? "", Buffer.concat(chunks).toString(), response));
});
await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

const { appId } = testConfig();
const keys = { privateKey: merchantPrivateKeyText, alipayPublicKey: alipayPublicKeyText };
const gateway = `http://127.0.0.1:${port}/gateway.do`;
const shop = processShop();
const applied = await applyStoreFile(
  shop,
  {
    merchant: { code: "bench", name: "Bench" },
    accounts: [{ code: "bench-live", generation: "openapi", appId, sellerId, gateway, ...keys }],
    stores: [
      {
        code: "bench-live",
        name: "Bench store",
        registers: Array.from({ length: REGISTERS }, (_, at) => ({ code: `${at + 1}`, name: `Till ${at + 1}` })),
        accounts: { CNY: "bench-live" },
      },
    ],
    staff: [{ ...SCREENS, name: "Cashier", roles: { "bench-live": "cashier" } }],
  },
  String,
);
if (applied.kind !== "applied") throw new Error(`the store was refused: ${JSON.stringify(applied.problems)}`);
const registers = await shop.prisma.register.findMany({ where: { store: { code: "bench-live" } } });
await closeShop(shop);

process.on("message", () => process.send?.(took satisfies GatewayReport));
process.once("disconnect", () => process.exit());
process.send?.(registers.map(({ id }) => id));
