import { expect, test } from "vitest";
import { passkeySite } from "./site.ts";

test("T11 passkeys belong to a name that is reached by https, or to the machine itself", () => {
  expect(passkeySite("https://till.example.com")).toEqual({
    origin: "https://till.example.com",
    name: "till.example.com",
  });
  expect(passkeySite("http://localhost:3000")).toEqual({ origin: "http://localhost:3000", name: "localhost" });
  for (const origin of [
    "http://till.example.com",
    "https://192.168.1.2",
    "http://127.0.0.1:3000",
    "https://[::1]:3000",
  ])
    expect(passkeySite(origin), origin).toBeNull();
});
