import type { Answer, GatewayRequest, NoAnswer, NoAnswerReason, Sender, SendOptions } from "#lib/alipay/send.ts";

/** Some answers have to repeat what the request said. */
export type LaidOut = Answer | NoAnswer | ((request: GatewayRequest) => Answer | NoAnswer);

/** A sender whose next answers are laid out; what was sent, and whereto it could have been, is kept. */
export function laidOutSender(answers: LaidOut[]) {
  const sent: (GatewayRequest & SendOptions)[] = [];
  const sender: Sender = {
    async send(request, options) {
      sent.push({ ...request, ...options });
      const answer = answers.shift();
      if (!answer) throw new Error("no answer was laid out");
      return typeof answer === "function" ? answer(request) : answer;
    },
    close: () => {},
  };
  return { sender, sent };
}

export const noAnswer = (reason: NoAnswerReason, sent: boolean): NoAnswer => ({
  kind: "no_answer",
  sent,
  reason,
  ms: 1,
});
