import { expect, test } from "vitest";
import { chooseCode, textsOf } from "./code-choice.ts";

const ROOM = { room: 400, wanted: 8, ratio: 1 };
const LONG = "https://pay.example/long";
const OWN = "https://till.example/pay/x";
/** 49 modules fit a room of 400 px, 133 do not. */
const known = (...modules: [string, number][]) => new Map(modules);

test("P19 draws the gateway's own text as it is while its modules are large enough", () => {
  expect(chooseCode([LONG, OWN], known([LONG, 49]), ROOM)).toEqual({ kind: "draw", text: LONG, side: 343 });
});

test("P19 draws our short address where the gateway's would be too fine to scan, and only then", () => {
  const modules = known([LONG, 133], [OWN, 41]);
  expect(chooseCode([LONG, OWN], modules, ROOM)).toEqual({ kind: "draw", text: OWN, side: 328 });
  expect(chooseCode([LONG, OWN], modules, { ...ROOM, room: 600, wanted: 100 })).toMatchObject({ text: LONG });
});

test("measures a text once, and the second only when the first does not fit", () => {
  expect(chooseCode([LONG, OWN], known(), ROOM)).toEqual({ kind: "measure", text: LONG });
  expect(chooseCode([LONG, OWN], known([LONG, 133]), ROOM)).toEqual({ kind: "measure", text: OWN });
});

test("draws nothing when nothing fits", () => {
  expect(chooseCode([LONG], known([LONG, 133]), ROOM)).toEqual({ kind: "none" });
  expect(chooseCode([], known(), ROOM)).toEqual({ kind: "none" });
});

test("offers the gateway's text first, leaves out what is missing and what no code can hold", () => {
  expect(textsOf({ text: LONG, ownText: OWN })).toEqual([LONG, OWN]);
  expect(textsOf({ text: null, ownText: OWN })).toEqual([OWN]);
  expect(textsOf({ text: LONG, ownText: null })).toEqual([LONG]);
  expect(textsOf({ text: "a".repeat(2331), ownText: null })).toHaveLength(1);
  expect(textsOf({ text: "a".repeat(2332), ownText: OWN })).toEqual([OWN]);
  expect(textsOf({ text: "付".repeat(778), ownText: null })).toEqual([]);
});
