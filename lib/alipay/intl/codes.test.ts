import { describe, expect, it } from "vitest";
import { reactionTo } from "./codes.ts";

const info = (resultStatus: string, resultCode: string | null, resultCodeId: string | null = null) => ({
  resultStatus,
  resultCode,
  resultCodeId,
  resultMsg: null,
});
const at = (status: string, code: string | null, id: string | null = null) =>
  reactionTo("prepareForRedirect", info(status, code, id));

describe("a result", () => {
  it("is ok, failed or unknown as its status says", () => {
    expect([at("S", "SUCCESS", "00000000"), at("S", "SUCCESS")]).toEqual(["ok", "ok"]);
    expect([at("F", "PROCESS_FAIL", "00000019"), at("F", "PROCESS_FAIL")]).toEqual(["fail", "fail"]);
    expect([at("U", "UNKNOWN_EXCEPTION", "00000901"), at("U", "UNKNOWN_EXCEPTION")]).toEqual(["unknown", "unknown"]);
  });

  it.each([
    ["PARAM_ILLEGAL", "00000004"],
    ["INVALID_SIGNATURE", "00000007"],
    ["NO_INTERFACE_DEF", "00000013"],
    ["API_IS_INVALID", "00000014"],
    ["OAUTH_FAILED", "00000016"],
    ["ACCESS_DENIED", "00000021"],
    ["CLIENT_FORBIDDEN_ACCESS_API", "12014152"],
    ["UNKNOWN_CLIENT", "12014155"],
    ["INVALID_CLIENT_STATUS", "12014156"],
  ])("F with %s %s asks for a person", (code, id) => {
    expect(at("F", code, id)).toBe("fix");
    expect(at("F", code)).toBe("fix");
    expect(at("F", "A_NEW_NAME", id)).toBe("fix");
  });

  it.each(["F", "U"])("%s with REQUEST_TRAFFIC_EXCEED_LIMIT may be asked again (seed-notes 2.17)", (status) => {
    expect(at(status, "REQUEST_TRAFFIC_EXCEED_LIMIT", "00000024")).toBe("unknown");
    expect(at(status, null, "00000024")).toBe("unknown");
    expect(at("F", "PROCESS_FAIL", "00000024")).toBe("unknown");
  });

  it.each(["MERCHANT_NOT_EXIST", "KEY_NOT_FOUND", "NOT_EXIST", "ORDER_NOT_EXIST_X"])(
    "F with %s is no waiting customer",
    (code) => expect(reactionTo("payQuery", info("F", code))).not.toBe("wait"),
  );

  it.each(["KEY_NO_FOUND", "KEY_NOT_FOUND"])("knows %s (seed-notes 2.18)", (code) => {
    expect([at("F", code, "00000008"), at("F", code)]).toEqual(["fix", "fix"]);
  });

  it.each([
    ["S", "PROCESS_FAIL", "00000019"],
    ["S", "UNKNOWN_EXCEPTION", null],
    ["S", "SUCCESS", "00000019"],
    ["S", "PROCESS_FAIL", "00000000"],
    ["S", "REQUEST_TRAFFIC_EXCEED_LIMIT", null],
    ["S", "NEVER_HEARD_OF", "00000000"],
    ["S", "NEVER_HEARD_OF", null],
    ["S", null, "00000000"],
    ["S", null, null],
    ["F", "SUCCESS", null],
    ["F", null, "00000000"],
    ["F", "UNKNOWN_EXCEPTION", "00000901"],
    ["U", "SUCCESS", "00000000"],
    ["U", "PARAM_ILLEGAL", null],
    ["X", "SUCCESS", null],
  ])("B31 contradicts itself as %s %s %s, and settles nothing", (status, code, id) => {
    expect(at(status, code, id)).toBe("contradiction");
  });

  it.each(["U", "s", "f", "SUCCESS", "X"])("%s with a code that no page lists is unknown", (status) => {
    expect(at(status, "NEVER_HEARD_OF", "99999999")).toBe("unknown");
  });

  it("F is final by the result model, also with a code that no page lists", () => {
    expect(at("F", "NEVER_HEARD_OF", "99999999")).toBe("fail");
    expect(at("F", null)).toBe("fail");
  });

  it.each(["ORDER_NOT_EXIST", "TRADE_NOT_EXIST", "TRANS_NOT_FOUND", "ACQUIREMENT_NOT_EXISTS", "PAYMENT_NOT_FOUND"])(
    "P3 F with %s is waiting for whoever asks or cancels (clarification 11)",
    (code) => {
      expect(reactionTo("payQuery", info("F", code))).toBe("wait");
      expect(reactionTo("payCancel", info("F", code))).toBe("wait");
      expect(reactionTo("payQuery", info("U", code))).toBe("unknown");
      expect(at("F", code)).toBe("fail");
    },
  );

  it("asks for a new number when the old one is spent, and for a query when it is paid", () => {
    for (const code of ["ORDER_IS_CLOSED", "TRADE_HAS_CLOSE", "REPEAT_REQ_INCONSISTENT", "CONTEXT_INCONSISTENT"]) {
      expect(at("F", code)).toBe("new");
    }
    expect(at("F", "TRADE_HAS_SUCCESS")).toBe("unknown");
    expect(at("F", "ORDER_IS_PAID")).toBe("unknown");
  });
});
