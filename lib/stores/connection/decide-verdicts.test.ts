import { expect, it } from "vitest";
import { decideVerdicts } from "./decide-verdicts.ts";

it("B47 T3 says of a gateway whose name leads into a private network that it was not called", () => {
  const exchange = { query: { kind: "unclear", why: "private_address" }, codes: [], aheadMs: null, ms: 1 } as const;
  const verdicts = decideVerdicts({ generation: "openapi", settings: {}, exchange, refusedCurrencies: [] });
  expect(verdicts.request).toMatchObject({ state: "failed", finding: "no_route_inside" });
  expect(verdicts.answer).toMatchObject({ state: "unclear", finding: "not_asked" });
});
