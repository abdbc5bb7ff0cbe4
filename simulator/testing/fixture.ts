import { afterAll, beforeAll, beforeEach } from "vitest";
import { type ShopServer, startShopServer } from "./shop-server.ts";
import { makeFolder, removeFolder, startTestSimulator, type TestSimulator } from "./test-simulator.ts";

export type Fixture = {
  readonly simulator: () => TestSimulator;
  readonly shopServer: () => ShopServer;
  /** Ends the simulator in an orderly way and starts it again on the same folder; `meanwhile` happens while there is none. */
  readonly restart: (meanwhile?: () => void) => Promise<void>;
  /** Asks for a code that notifies the shop's server. @returns the code's text */
  readonly precreate: (outTradeNo: string, changed?: object) => Promise<string>;
  readonly call: (method: string, content: object) => Promise<Record<string, string>>;
};

/** One simulator and one shop for a test file, both as new before each test. */
export function setUpSimulator(): Fixture {
  let simulator: TestSimulator;
  let shopServer: ShopServer;
  beforeAll(async () => {
    simulator = await startTestSimulator(makeFolder());
    shopServer = await startShopServer();
  });
  beforeEach(async () => {
    await simulator.control("POST", "reset");
    shopServer.clear();
    shopServer.answer = { status: 200, body: "success" };
  });
  afterAll(async () => {
    await Promise.all([simulator.stop(), shopServer.stop()]);
    removeFolder(simulator.folder);
  });
  return {
    simulator: () => simulator,
    shopServer: () => shopServer,
    restart: async (meanwhile) => {
      await simulator.stop();
      meanwhile?.();
      simulator = await startTestSimulator(simulator.folder);
    },
    precreate: async (outTradeNo, changed = {}) => {
      const content = { out_trade_no: outTradeNo, total_amount: "12.34", subject: "Tea", ...changed };
      const answer = await simulator.shop.call("alipay.trade.precreate", content, { notify_url: shopServer.url });
      if (answer.code !== "10000") throw new Error(`no code: ${answer.sub_code}`);
      return answer.qr_code ?? "";
    },
    call: (method, content) => simulator.shop.call(`alipay.trade.${method}`, content),
  };
}
