import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMembers, type JsonValue, parseJson } from "./json.ts";

function plain(value: JsonValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

const problemOf = (text: string) => {
  const parsed = parseJson(text);
  return parsed.ok ? "accepted" : parsed.problem;
};

/** JSON values that hold nothing we refuse on purpose. */
const tame = (text: string) => text.isWellFormed() && !text.includes("\0") && text !== "__proto__";
const json = fc.jsonValue({ maxDepth: 5, stringUnit: "binary" }).filter((value) => {
  let isTame = true;
  JSON.stringify(value, (key, member) => {
    if (!tame(key) || (typeof member === "string" && !tame(member))) isTame = false;
    if (typeof member === "number" && (Math.abs(member) > Number.MAX_SAFE_INTEGER || Object.is(member, -0)))
      isTame = false;
    return member;
  });
  return isTame;
});

describe("strict JSON", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const parsed = parseJson(text);
        expect(parsed.ok && plain(parsed.value)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("accepts nothing that JSON.parse refuses", () => {
    const noise = fc.array(fc.constantFrom(..."{}[]:,\"\\/ \n0123.eE+-u000truefalsenull'x".split("")), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(noise, (characters) => {
        const text = characters.join("");
        if (parseJson(text).ok) expect(() => JSON.parse(text)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["10,000 levels", "[".repeat(10_000) + "]".repeat(10_000), "too_deep"],
    ["a huge number", '{"a":1e999}', "number_out_of_range"],
    ["a number past exactness", '{"a":9007199254740993}', "number_out_of_range"],
    ["a long number", `{"a":0.${"1".repeat(40)}}`, "number_out_of_range"],
    ["__proto__", '{"__proto__":{"code":"10000"}}', "forbidden_name"],
    ["__proto__ in escapes", '{"__pro\\u0074o__":1}', "forbidden_name"],
    ["duplicate names", '{"code":"40004","code":"10000"}', "duplicate_name"],
    ["duplicate names in escapes", '{"code":"40004","co\\u0064e":"10000"}', "duplicate_name"],
    ["duplicate names deep inside", '{"a":[{"b":1,"b":2}]}', "duplicate_name"],
    ["NUL", '{"a":"x\\u0000"}', "forbidden_character"],
    ["a raw NUL", '{"a":"x\0"}', "malformed"],
    ["a lone surrogate", '{"a":"\\ud800"}', "forbidden_character"],
    ["more than 1 MiB", `"${"x".repeat(1024 * 1024)}"`, "too_large"],
    ["text after the end", '{"a":1}{"a":2}', "malformed"],
    ["a cut object", '{"a":{"b":"c"', "malformed"],
    ["a cut text", '{"a":"b', "malformed"],
    ["a byte order mark", '\uFEFF{"a":1}', "malformed"],
    ["a trailing comma", '{"a":1,}', "malformed"],
    ["a comment", '{"a":1/**/}', "malformed"],
    ["NaN", '{"a":NaN}', "malformed"],
    ["nothing", "", "malformed"],
  ])("B28 refuses %s", (_, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

describe("top-level members", () => {
  it("are cut exactly, whatever stands around and inside them", () => {
    const name = fc.string({ minLength: 1, maxLength: 8 }).filter(tame);
    const blank = fc.constantFrom("", " ", "\n  ", "\t\r\n");
    const member = fc.tuple(name, json, fc.constantFrom(0, 1), blank, blank);
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ([key]) => key, maxLength: 6 }), blank, (members, around) => {
        const written = members.map(([key, value, indent]) => [key, JSON.stringify(value, null, indent)] as const);
        const inside = members.map(([key, , , before, after], index) =>
          [before, JSON.stringify(key), after, ":", before, written[index]?.[1], after].join(""),
        );
        const found = findMembers(`${around}{${inside.join(",")}}${around}`);
        expect(found.ok && [...found.members]).toEqual(written);
      }),
    );
  });

  it("B26 are refused when one comes twice, also written with escapes", () => {
    expect(findMembers('{"a":1,"b":2,"a":3}')).toEqual({ ok: false, problem: "duplicate_name" });
    expect(findMembers('{"sign":"x","si\\u0067n":"y"}')).toEqual({ ok: false, problem: "duplicate_name" });
  });

  it.each(["[]", '"a"', "{}x", "", "{", '{"a"}', '{"a":}', "null"])("are not found in %j", (text) => {
    expect(findMembers(text)).toEqual({ ok: false, problem: "malformed" });
  });
});
