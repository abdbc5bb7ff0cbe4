import { expect, test } from "vitest";
import { answerOf } from "./auth-request.ts";

test("tells a wrong password, a locked sign-in, a busy and a broken server apart", () => {
  expect(answerOf(null)).toEqual({ kind: "done" });
  expect(answerOf("CredentialsSignin")).toEqual({ kind: "wrong" });
  expect(answerOf("locked:30")).toEqual({ kind: "locked", seconds: 30 });
  expect(answerOf("wrong:4")).toEqual({ kind: "wrong_pin", left: 4 });
  expect(answerOf("manager")).toEqual({ kind: "manager" });
  expect(answerOf("none")).toEqual({ kind: "none" });
  expect(answerOf("code:a_B-9")).toEqual({ kind: "code", step: "a_B-9" });
  expect(answerOf("over")).toEqual({ kind: "over" });
  expect(answerOf("busy")).toEqual({ kind: "crowded" });
  expect(answerOf("Configuration")).toEqual({ kind: "no_answer" });
});
