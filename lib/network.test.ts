import { expect, it } from "vitest";
import { networkOf } from "./network.ts";

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["unknown", "unknown"],
  ["2001:db8:7:1::5", "2001:db8:7:1::/64"],
  ["2001:0DB8:0007:0001:ffff:ffff:ffff:ffff", "2001:db8:7:1::/64"],
  ["2001:db8::5", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
])("S11 S23 counts %s as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
