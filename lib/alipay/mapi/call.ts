import type { FieldProblem } from "../fields.ts";
import type { Answer, GatewayRequest, NoAnswer, Sender, SendOptions } from "../send.ts";
import type { MapiConfig } from "./config.ts";
import type { Built, PublicField } from "./request.ts";

/** One gateway operation: two pure halves around a send. */
export type Operation<Input, Field extends string, Result> = {
  build: (input: Input, config: MapiConfig, at: Date) => Promise<Built<Field>>;
  parse: (answer: Answer, config: MapiConfig, input: Input) => Result;
};

/** The first member that may not be sent, and why; a form can show it at the field. */
export type InvalidInput<Field extends string> = { kind: "invalid"; field: Field | PublicField; problem: FieldProblem };

export type CallContext = Omit<SendOptions, "connectMs"> & { config: MapiConfig; sender: Sender; at: Date };

/** A main host that swallows connections may take this much of the deadline. */
const connectMs = 2000;

/** Builds, sends and parses. A refused input comes back before anything is sent. */
export async function call<Input, Field extends string, Result>(
  operation: Operation<Input, Field, Result>,
  input: Input,
  context: CallContext,
): Promise<Result | NoAnswer | InvalidInput<Field>> {
  const { config, at } = context;
  const began = performance.now();
  const built = await operation.build(input, config, at);
  if (!built.ok) return { kind: "invalid", field: built.field, problem: built.problem };
  const answer = await sendToEither(built.request, { ...context, began });
  return answer.kind === "answer" ? operation.parse(answer, config, input) : answer;
}

/**
 * The backup host gets the very same request, and only when it provably never left for the main one: of two hosts that both may
 * have acted, neither could be believed about the trade (mapi.md section 1).
 */
async function sendToEither(
  request: GatewayRequest,
  { config: { gateway, backupGateway }, sender, deadlineMs, began, allowed }: CallContext,
): Promise<Answer | NoAnswer> {
  if (backupGateway === null) return sender.send(request, { deadlineMs, began, allowed });
  const first = await sender.send(request, { deadlineMs, began, allowed, connectMs });
  if (first.kind === "answer" || first.sent || first.reason === "not_allowed" || first.ms >= deadlineMs) return first;
  const url = backupGateway + request.url.slice(gateway.length);
  return sender.send({ ...request, url }, { deadlineMs: deadlineMs - first.ms, allowed });
}
