import { describe, expect, it } from "vitest";
import { addPasskeyInput } from "./account/schema.ts";
import { addTillInput } from "./devices/schema.ts";
import { pairInput } from "./displays/schema.ts";
import { joinInput, saveRoleInput } from "./staff/schema.ts";
import { registerName } from "./stores/schema.ts";

const NAMES = {
  "a till": addTillInput.shape.name,
  "a passkey": addPasskeyInput.shape.name,
  "a display": pairInput.shape.name,
  "a person": joinInput.shape.name,
  "a role": saveRoleInput.shape.name,
  "a register": registerName.shape.name,
};

describe.each(Object.entries(NAMES))("the name of %s", (_what, name) => {
  it.each([
    "",
    " ",
    "a\u0000",
    "a\u0000b",
    "two\nlines",
    "\u001b[31m",
    "a\u007fb",
    "a\u0085b",
    "\ud800",
    "x".repeat(81),
  ])("B45 S4 is not %j", (odd) => {
    expect(name.safeParse(odd).success).toBe(false);
  });

  it("B45 is any other line, without the blanks around it", () => {
    for (const line of ["柜台左 👨‍👩‍👧", "é <b>", "محل"]) expect(name.parse(` ${line}\n`)).toBe(line);
  });
});
