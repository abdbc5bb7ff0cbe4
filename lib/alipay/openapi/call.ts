import type { FieldProblem } from "../fields.ts";
import type { Answer, NoAnswer, Sender, SendOptions } from "../send.ts";
import type { OpenapiConfig } from "./config.ts";
import type { Built, PublicField } from "./request.ts";

/** One gateway operation: two pure halves around a send. */
export type Operation<Input, Field extends string, Result> = {
  build: (input: Input, config: OpenapiConfig, at: Date) => Promise<Built<Field>>;
  parse: (answer: Answer, config: OpenapiConfig, input: Input) => Result;
};

/** The first member that may not be sent, and why; a form can show it at the field. */
export type InvalidInput<Field extends string> = { kind: "invalid"; field: Field | PublicField; problem: FieldProblem };

export type CallContext = SendOptions & { config: OpenapiConfig; sender: Sender; at: Date };

/** Builds, sends and parses. A refused input comes back before anything is sent. */
export async function call<Input, Field extends string, Result>(
  operation: Operation<Input, Field, Result>,
  input: Input,
  { config, sender, at, ...options }: CallContext,
): Promise<Result | NoAnswer | InvalidInput<Field>> {
  const began = performance.now();
  const built = await operation.build(input, config, at);
  if (!built.ok) return { kind: "invalid", field: built.field, problem: built.problem };
  const answer = await sender.send(built.request, { ...options, began });
  return answer.kind === "answer" ? operation.parse(answer, config, input) : answer;
}
