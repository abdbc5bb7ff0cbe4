import { expect, test } from "vitest";
import { gatewayLook, secondsText } from "./gateway-look.ts";

const health = (more: object = {}) => ({
  lastAnswerAt: "2026-11-21T06:02:11.000Z",
  failedInARow: 0,
  calls: 20,
  failed: 0,
  medianMs: 400,
  scanToPaidMs: 6_200,
  ...more,
});

test("P20 calls Alipay slow over a median of 3 s, and down at three failures in a row", () => {
  expect(gatewayLook(health())).toBe("good");
  expect(gatewayLook(health({ medianMs: 3_000 }))).toBe("good");
  expect(gatewayLook(health({ medianMs: 3_100 }))).toBe("slow");
  expect(gatewayLook(health({ failedInARow: 2, failed: 2 }))).toBe("good");
  expect(gatewayLook(health({ failedInARow: 3, failed: 3 }))).toBe("down");
  expect(gatewayLook(health({ medianMs: null, failedInARow: 3 }))).toBe("down");
});

test("P20 says nothing of a gateway that nobody asked", () => {
  expect(gatewayLook(null)).toBe("none");
  expect(gatewayLook(health({ calls: 0, medianMs: null, lastAnswerAt: null }))).toBe("none");
});

test("writes milliseconds as seconds", () => {
  expect(secondsText(400)).toBe("0.4");
  expect(secondsText(12_000)).toBe("12.0");
  expect(secondsText(-300)).toBe("0.0");
});
