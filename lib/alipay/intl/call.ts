import { randomUUID } from "node:crypto";
import type { FieldProblem } from "../fields.ts";
import type { Answer, NoAnswer, Sender, SendOptions } from "../send.ts";
import type { IntlConfig } from "./config.ts";
import type { Built, Stamp } from "./request.ts";

/** What an answer is held against: the members that were sent, and the id of the very request. */
export type Question<Input> = { input: Input; reqMsgId: string };

/** One gateway operation: two pure halves around a send. */
export type Operation<Input, Result> = {
  build: (input: Input, config: IntlConfig, stamp: Stamp) => Promise<Built>;
  parse: (answer: Answer, config: IntlConfig, question: Question<Input>) => Result;
};

/** The first member that may not be sent, and why; a form can show it at the field. */
export type InvalidInput = { kind: "invalid"; field: string; problem: FieldProblem };

export type CallContext = SendOptions & { config: IntlConfig; sender: Sender; at: Date };

/**
 * Builds, sends and parses. A refused input comes back before anything is sent; what the sender has to repeat goes out under a
 * message id of its own.
 */
export async function call<Input, Result>(
  operation: Operation<Input, Result>,
  input: Input,
  { config, sender, at, ...options }: CallContext,
): Promise<Result | NoAnswer | InvalidInput> {
  const began = performance.now();
  let reqMsgId = randomUUID();
  const built = await operation.build(input, config, { at, reqMsgId });
  if (!built.ok) return { kind: "invalid", field: built.field, problem: built.problem };
  const again = async () => {
    reqMsgId = randomUUID();
    const rebuilt = await operation.build(input, config, { at, reqMsgId });
    return rebuilt.ok ? rebuilt.request : built.request;
  };
  const answer = await sender.send({ ...built.request, again }, { ...options, began });
  return answer.kind === "answer" ? operation.parse(answer, config, { input, reqMsgId }) : answer;
}
