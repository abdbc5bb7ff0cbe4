import { expect, it, vi } from "vitest";
import { log } from "./log.ts";

const written = (fields: Record<string, unknown>): string => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  log("info", "test", fields);
  const [line] = write.mock.calls[0] ?? [];
  write.mockRestore();
  return String(line);
};

it("S20 B33 B49 writes one line, whatever a value holds", () => {
  const line = written({ reference: 'a\r\n{"level":"error"}\u001b[31m' });
  expect(line.split("\n")).toHaveLength(2);
  for (const control of ["\r", "\u001b"]) expect(line).not.toContain(control);
});

it.each(["privateKey", "private_key", "PRIVATE-KEY", "password", "sign", "notifyToken", "cookie", "authorization"])(
  "I15 B49 hides the field %s",
  (name) => {
    expect(written({ [name]: "marker-secret" })).not.toContain("marker-secret");
  },
);

it("cuts long values", () => {
  expect(written({ text: "x".repeat(10_000) }).length).toBeLessThan(700);
});
