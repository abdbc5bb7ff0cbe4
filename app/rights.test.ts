import { expect, test } from "vitest";
import { RULES } from "#lib/auth/testing/use-case-rules.ts";
import {
  findActions,
  findDownloads,
  findEndpoints,
  findFresh,
  findOwnSegments,
  findPages,
} from "../e2e/rights/found.ts";
import { PROOFS } from "../e2e/rights/risky.ts";
import { ACTIONS, DOWNLOADS, ENDPOINTS, OPEN_ACTIONS, OPEN_ENDPOINTS, OPEN_PAGES, PAGES } from "../e2e/rights/rules.ts";

// e2e/rights.spec.ts tries each of them as everybody; here it is only seen that none is forgotten.
const namesOf = (...tables: object[]) => tables.flatMap((table) => Object.keys(table)).toSorted();

test("B37 S1 every server action has a rule in e2e/rights/rules.ts, and every rule an action", () => {
  expect([...Object.keys(ACTIONS), ...OPEN_ACTIONS].toSorted()).toEqual(findActions().toSorted());
});

test("B37 S1 every page has a rule in e2e/rights/rules.ts, and every rule a page", () => {
  expect(namesOf(PAGES, OPEN_PAGES)).toEqual(findPages().toSorted());
});

test("B37 S1 every table that can be downloaded has a rule in e2e/rights/rules.ts, and every rule a table", () => {
  expect(namesOf(DOWNLOADS)).toEqual(findDownloads().toSorted());
});

test("B37 S1 every endpoint of the front has a rule in e2e/rights/rules.ts, and every rule an endpoint", () => {
  expect(namesOf(ENDPOINTS, OPEN_ENDPOINTS)).toEqual(findEndpoints().toSorted());
  const segments = new Set(findEndpoints().map((endpoint) => endpoint.split("/")[1]));
  expect([...segments].toSorted()).toEqual(findOwnSegments().toSorted());
});

test("B37 T8 every rule for an action or a page names somebody", () => {
  const empty = Object.entries({ ...ACTIONS, ...PAGES, ...DOWNLOADS }).filter(([, { may }]) => may.length === 0);
  expect(empty).toEqual([]);
});

test("S12 what is risky asks for a sign-in that is young, and nothing else does: each rule says which", () => {
  const risky = Object.entries(ACTIONS).flatMap(([name, { fresh }]) => (fresh ? [name] : []));
  expect(findFresh().toSorted()).toEqual(risky.toSorted());
  const text = `export const one = action({ name: "one", takes, refusal, fresh: true }, work);\nexport const two = action({ name: "two", takes, refusal }, work);\n`;
  expect(findFresh([{ file: "app/x.ts", text }])).toEqual(["one"]);
});

test("S12 T11 W4 what the audit calls risky wants a sign-in that is young, and where it says who is paid or who may what a strong one, or it is written why not", () => {
  for (const { kind, action, proof } of PROOFS) {
    const isWanted = proof === "fresh" || proof === "strong";
    expect({ kind, action, fresh: ACTIONS[action]?.fresh }).toEqual({ kind, action, fresh: isWanted });
    if (!isWanted) expect(proof.length, `${action}: ${proof}`).toBeGreaterThan(20);
  }
  const strong = PROOFS.filter(({ proof }) => proof === "strong").map(({ action }) => action);
  const inUseCases = Object.entries(RULES).flatMap(([name, rule]) => (rule.strong ? name.split(" ").slice(1) : []));
  expect([...new Set(strong)].toSorted()).toEqual(inUseCases.toSorted());
});

test("B37 a new action, page or endpoint is found by its name", () => {
  const text = `"use server";\n\nexport const one = action({}, work);\nexport async function two() {}\nconst own = 1;\n`;
  expect(findActions([{ file: "app/x.ts", text }])).toEqual(["one", "two"]);
  expect(() => findActions([{ file: "app/y.tsx", text: 'const f = async () => {\n  "use server";\n};' }])).toThrow(
    /app\/y/,
  );
  expect(findPages(["app/(office)/reports/page.tsx", "app/page.tsx", "app/layout.tsx", "app/x/[id]/route.ts"])).toEqual(
    ["/reports", "/", "/x/[id]"],
  );
  expect(findDownloads(["app/x/export/route.ts", "app/x/page.tsx"])).toEqual(["/x/export"]);
  expect(findPages(["app/x/export/route.ts"])).toEqual([]);
  const endpoints =
    'const NOTE = `/note/:id{[0-9]{1,3}}/x`;\napp.get("/one", f);\napp.post(NOTE, f);\napp.all("/one", no);';
  expect(findEndpoints([{ file: "server/front/x.ts", text: endpoints }])).toEqual(["GET /one", "POST /note/:id/x"]);
});
