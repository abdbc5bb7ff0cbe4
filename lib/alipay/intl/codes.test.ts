import { describe, expect, it } from "vitest";
import { reactionTo } from "./codes.ts";

const info = (resultStatus: string, resultCode: string | null, resultCodeId: string | null = null) => ({
  resultStatus,
  resultCode,
  resultCodeId,
  resultMsg: null,
});
const operations = ["prepareForRedirect", "payQuery", "payCancel", "refund"] as const;
const at = (status: string, code: string | null, id: string | null = null) =>
  reactionTo("prepareForRedirect", info(status, code, id));

describe("a result", () => {
  /** codes.md section 4, row by row, for all of them. */
  it.each([
    ["S", "SUCCESS", "00000000", "ok"],
    ["F", "PROCESS_FAIL", "00000019", "fail"],
    ["U", "UNKNOWN_EXCEPTION", "00000901", "unknown"],
    ["F", "PARAM_ILLEGAL", "00000004", "fix"],
    ["F", "INVALID_SIGNATURE", "00000007", "fix"],
    ["F", "KEY_NO_FOUND", "00000008", "fix"],
    // seed-notes 2.18.
    ["F", "KEY_NOT_FOUND", "00000008", "fix"],
    ["F", "NO_INTERFACE_DEF", "00000013", "fix"],
    ["F", "API_IS_INVALID", "00000014", "fix"],
    ["F", "OAUTH_FAILED", "00000016", "fix"],
    ["F", "ACCESS_DENIED", "00000021", "fix"],
    ["F", "CLIENT_FORBIDDEN_ACCESS_API", "12014152", "fix"],
    ["F", "UNKNOWN_CLIENT", "12014155", "fix"],
    ["F", "INVALID_CLIENT_STATUS", "12014156", "fix"],
    ["F", "REQUEST_TRAFFIC_EXCEED_LIMIT", "00000024", "unknown"],
    ["U", "REQUEST_TRAFFIC_EXCEED_LIMIT", "00000024", "unknown"],
  ] as const)("%j after any call, by name and id or by one of them: %s", (...row) => {
    const [status, code, id, reaction] = row;
    const known =
      reaction === "ok"
        ? [info(status, code, id), info(status, code)]
        : [info(status, code, id), info(status, code), info(status, null, id), info(status, "A_NEW_NAME", id)];
    for (const operation of operations) {
      expect(known.map((result) => reactionTo(operation, result))).toEqual(known.map(() => reaction));
    }
  });

  /** By analogy: codes.md section 4, its last sentence, and the names of section 3. After prepare, query, cancel, refund. */
  it.each([
    ["ORDER_NOT_EXIST", "fail", "wait", "wait", "fail"],
    ["TRADE_NOT_EXIST", "fail", "wait", "wait", "fail"],
    ["TRANS_NOT_FOUND", "fail", "wait", "wait", "fail"],
    ["ORDER_IS_CLOSED", "new", "fail", "unknown", "unknown"],
    ["TRADE_HAS_CLOSE", "new", "fail", "unknown", "unknown"],
    ["REPEAT_REQ_INCONSISTENT", "new", "fail", "unknown", "unknown"],
    ["CONTEXT_INCONSISTENT", "new", "fail", "unknown", "unknown"],
    ["TRADE_HAS_SUCCESS", "unknown", "fail", "unknown", "unknown"],
    ["ORDER_IS_PAID", "unknown", "fail", "unknown", "unknown"],
    ["SELLER_BALANCE_NOT_ENOUGH", "fail", "fail", "fail", "fail"],
    ["MERCHANT_BALANCE_NOT_ENOUGH", "fail", "fail", "fail", "fail"],
    ["REASON_TRADE_BEEN_FREEZEN", "fail", "fail", "fail", "fail"],
    ["TRADE_HAS_FINISHED", "fail", "fail", "fail", "fail"],
    ["TRADE_CANCEL_TIME_OUT", "fail", "fail", "fail", "unknown"],
    ["CANCEL_WINDOW_EXCEED", "fail", "fail", "fail", "unknown"],
    ["CANCEL_NOT_ALLOWED", "fail", "fail", "fail", "unknown"],
    ["REFUND_AMOUNT_EXCEED", "fail", "fail", "unknown", "fail"],
    ["REFUND_AMT_RESTRICTION", "fail", "fail", "unknown", "fail"],
    ["RETURN_AMOUNT_EXCEED", "fail", "fail", "unknown", "fail"],
    ["REASON_TRADE_REFUND_FEE_ERR", "fail", "fail", "unknown", "fail"],
    ["REFUND_WINDOW_EXCEED", "fail", "fail", "unknown", "fail"],
    ["DISCORDANT_REPEAT_REQUEST", "fail", "fail", "unknown", "unknown"],
    ["REPEATED_REFUND_REQUEST", "fail", "fail", "unknown", "unknown"],
    ["REASON_TRADE_STATUS_INVALID", "fail", "fail", "unknown", "unknown"],
  ])("F with %j", (code, ...reactions) => {
    expect(operations.map((operation) => reactionTo(operation, info("F", code)))).toEqual(reactions);
  });

  it.each(["NEVER_HEARD_OF", null])(
    "F with %j, which no page lists: final where no money can have moved (intl.md section 3), unknown after cancel and refund",
    (code) => {
      const reactions = operations.map((operation) => reactionTo(operation, info("F", code, "99999999")));
      expect(reactions).toEqual(["fail", "fail", "unknown", "unknown"]);
    },
  );

  it.each(["F", "U"])("%s with REQUEST_TRAFFIC_EXCEED_LIMIT may be asked again (seed-notes 2.17)", (status) => {
    expect(at(status, "REQUEST_TRAFFIC_EXCEED_LIMIT", "00000024")).toBe("unknown");
    expect(at(status, null, "00000024")).toBe("unknown");
    expect(at("F", "PROCESS_FAIL", "00000024")).toBe("unknown");
  });

  it.each(["MERCHANT_NOT_EXIST", "KEY_NOT_FOUND", "NOT_EXIST", "ORDER_NOT_EXIST_X"])(
    "F with %s is no waiting customer",
    (code) => expect(reactionTo("payQuery", info("F", code))).not.toBe("wait"),
  );

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

  it.each(["ORDER_NOT_EXIST", "TRADE_NOT_EXIST", "TRANS_NOT_FOUND", "ACQUIREMENT_NOT_EXISTS", "PAYMENT_NOT_FOUND"])(
    "P3 F with %s is waiting for whoever asks or cancels (clarification 11)",
    (code) => {
      expect(reactionTo("payQuery", info("F", code))).toBe("wait");
      expect(reactionTo("payCancel", info("F", code))).toBe("wait");
      expect(reactionTo("payQuery", info("U", code))).toBe("unknown");
      expect(at("F", code)).toBe("fail");
    },
  );
});
