import fc from "fast-check";
import { expect, it } from "vitest";
import { isOpen } from "./status.ts";
import { type Doing, playCodes } from "./testing/play-codes.ts";

const which = fc.nat(10);
const DOING: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Doing>({ kind: "work" }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.constantFrom(0, 1, 3, 10, 30) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("scan" as const), which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pay" as const), which }) },
  { weight: 3, arbitrary: fc.constant<Doing>({ kind: "fresh" }) },
  { weight: 1, arbitrary: fc.constant<Doing>({ kind: "cancel" }) },
);

it("I1 I2 P8 P10 L10 knows of all money on every code of a sale in the end, and of no other, whatever was pressed, paid or lost", () => {
  const history = fc.array(DOING, { minLength: 20, maxLength: 120 });
  // Of six answers.
  const lost = fc.constantFrom(0, 2, 5).chain((many) => fc.infiniteStream(fc.nat(5).map((one) => one < many)));
  fc.assert(
    fc.property(history, lost, (doings, losses) => {
      const codes = playCodes(doings, () => losses.next().value === true);
      const known = codes.map(({ ours }) => ours.status === "paid");
      expect(known).toEqual(codes.map(({ alipay }) => alipay.trade === "paid"));
      expect(codes.filter(({ ours }) => isOpen(ours.status))).toEqual([]);
      const paid = codes.filter(({ alipay }) => alipay.trade === "paid");
      const sale = codes[0]?.ours;
      expect(sale?.orderStatus === "paid").toBe(paid.length > 0);
      if (paid.length > 1) {
        expect(sale?.anomaly).toMatch(/^paid_(twice|late)$/);
        expect(sale?.resolvedAt).toBeNull();
      }
    }),
    { numRuns: 1500 },
  );
});
