import { expect, it, test } from "vitest";
import { hashPin, isTrivialPin } from "./pin.ts";

test.each(["1111", "1234", "4321", "7890", "1212", "123123", "00000000", "98765"])(
  "T10 %s is what anybody tries",
  (pin) => {
    expect(isTrivialPin(pin)).toBe(true);
  },
);

test.each(["4711", "0815", "1235", "2580", "112233", "12341"])("T10 %s may be a PIN", (pin) => {
  expect(isTrivialPin(pin)).toBe(false);
});

it("T10 gives equal PINs of one store equal hashes, and those of two stores different ones", async () => {
  const [one, same, elsewhere] = await Promise.all([hashPin("4711", "a"), hashPin("4711", "a"), hashPin("4711", "b")]);
  expect(one.equals(same)).toBe(true);
  expect(one.equals(elsewhere)).toBe(false);
});
