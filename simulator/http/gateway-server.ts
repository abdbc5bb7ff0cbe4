import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultName } from "../faults/fault-list.ts";
import { interfereAfter, interfereBefore } from "../faults/interfere.ts";
import type { GatewayCall, GatewayRequest, Generation } from "../generation.ts";
import { handleWallet } from "../wallet/handle-wallet.ts";
import type { World } from "../world.ts";
import { readBody } from "./read-body.ts";

const LONGEST_BODY = 1024 * 1024;

/** The public port: the gateways of all generations, and the wallet behind the codes. */
export async function handlePublic(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? "/";
  const cut = target.includes("?") ? target.indexOf("?") : target.length;
  const path = target.slice(0, cut);
  if (path.startsWith("/w/") || path === "/") return handleWallet(world, request, response);
  const body = await readBody(request, LONGEST_BODY);
  if (!body) return sendText(response, 413, "too large");
  const call: GatewayRequest = {
    method: request.method ?? "",
    path,
    query: target.slice(cut + 1),
    contentType: request.headers["content-type"] ?? "",
    body,
  };
  const generation = [...world.generations.values()].find((one) => one.owns(call));
  if (!generation) return sendText(response, 404, "no such gateway");
  // GET is accepted by the real gateway and never needed (openapi.md 1).
  if (request.method !== "POST" && request.method !== "GET") return sendText(response, 405, "POST or GET");
  response.setHeader("date", new Date(world.machineNow()).toUTCString());
  const isBare = call.method === "GET" && call.query === "";
  await answerCall(world, { generation, call: generation.read(world, call), isBare }, response);
}

async function answerCall(
  world: World,
  {
    generation,
    call,
    isBare,
  }: { readonly generation: Generation; readonly call: GatewayCall; readonly isBare: boolean },
  response: ServerResponse,
): Promise<void> {
  const faults = world.faults.take(["before effect", "after effect"], {
    generation: generation.name,
    operation: call.operation,
    outTradeNo: call.outTradeNo,
    isBare,
  });
  const log = (verdict: string) => {
    world.requests.add({
      at: world.now(),
      generation: generation.name,
      operation: call.operation,
      outTradeNo: call.outTradeNo ?? null,
      content: call.content,
      faults: [...faults.keys()] satisfies FaultName[],
      verdict,
    });
  };
  const trouble = { faults, rateLimit: generation.rateLimit, stopping: world.stopping, response };
  const stopped = await interfereBefore(trouble, call);
  if (stopped) return log(stopped);
  const answer = call.run();
  log(answer.verdict);
  await interfereAfter(trouble, answer);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain;charset=utf-8" }).end(text);
}
