import { describe, expect, it } from "vitest";
import { reactionTo } from "./codes.ts";

describe("the reaction to a code", () => {
  it("lets 10000 alone be a success", () => {
    expect(reactionTo("query", "10000", null)).toBe("ok");
    for (const code of ["10003", "20000", "40004", "40005", "", "10000 ", "1e4", "010000"]) {
      expect(reactionTo("query", code, null)).toBe("unknown");
    }
  });

  it("depends on the operation", () => {
    expect(reactionTo("query", "40004", "ACQ.TRADE_NOT_EXIST")).toBe("wait");
    expect(reactionTo("close", "40004", "ACQ.TRADE_NOT_EXIST")).toBe("wait");
    expect(reactionTo("cancel", "40004", "ACQ.TRADE_NOT_EXIST")).toBe("wait");
    expect(reactionTo("precreate", "40004", "ACQ.TRADE_NOT_EXIST")).toBe("unknown");
    expect(reactionTo("precreate", "40004", "ACQ.TRADE_HAS_CLOSE")).toBe("new");
    expect(reactionTo("query", "40004", "ACQ.TRADE_HAS_CLOSE")).toBe("unknown");
  });

  it("takes the sub code only with 40004", () => {
    expect(reactionTo("precreate", "20000", "ACQ.TOTAL_FEE_EXCEED")).toBe("unknown");
    expect(reactionTo("precreate", "40002", "ACQ.SYSTEM_ERROR")).toBe("fix");
  });

  it.each(["40001", "40002", "40003", "40006", "20001"])("calls %s a matter of configuration", (code) => {
    expect(reactionTo("precreate", code, "isv.something-new")).toBe("fix");
  });
});
