import type { IncomingMessage, ServerResponse } from "node:http";
import type { Trade } from "../book/entries.ts";
import { declineTrade } from "../trades/decline-trade.ts";
import { payTrade } from "../trades/pay-trade.ts";
import { scanCode } from "../trades/scan-code.ts";
import { generationOf, type World } from "../world.ts";
import { chooseLanguage, type Language } from "./language.ts";
import { renderPage, WALLET_CSP } from "./page.ts";
import { type View, viewOf } from "./view.ts";

/** What the four buttons do to the trade, and what the page shows afterwards if it still waits. */
const BUTTONS: Readonly<
  Record<string, { readonly act: (world: World, trade: Trade) => void; readonly view?: string }>
> = {
  pay: { act: payTrade },
  decline: { act: declineTrade },
  wait: { act: () => {}, view: "waiting" },
  leave: { act: () => {}, view: "left" },
};

const PATH = /^\/w\/([\w-]{1,64})(?:\/(\w+))?$/;

/** The phone behind the code. Opening it is the scan; it is a person's page and works without scripts. */
export function handleWallet(world: World, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://wallet");
  const language = chooseLanguage(url.searchParams.get("lang"), request.headers["accept-language"]);
  const [, token, action] = PATH.exec(url.pathname) ?? [];
  const allowed = action ? "POST" : "GET";
  // A preview that only asks for the head is no scan.
  if (request.method !== allowed) response.writeHead(405, { allow: allowed }).end();
  else if (url.pathname === "/") sendPage(response, { kind: "home" }, language);
  else if (!token) sendPage(response, { kind: "unknown" }, language);
  else if (action) response.writeHead(303, { location: press(world, { token, action, language }) }).end();
  else
    sendPage(response, withGeneration(world, viewOf(scanCode(world, token), url.searchParams.get("view"))), language);
}

/** What the code's generation adds to its page. */
function withGeneration(world: World, view: View): View {
  if (!view.code) return view;
  const generation = generationOf(world, view.code.generation);
  const isOver = view.kind === "paid" || view.kind === "declined";
  const returnAddress = isOver && view.trade ? generation.returnAddress(view.trade) : undefined;
  const isPaymentPage = generation.opens === "payment page";
  return { ...view, isPaymentPage, ...(returnAddress === undefined ? {} : { returnAddress }) };
}

type Press = { readonly token: string; readonly action: string; readonly language: Language };

/** @returns where the browser goes on with a GET: "reload" never presses again */
function press(world: World, { token, action, language }: Press): string {
  const button = Object.hasOwn(BUTTONS, action) ? BUTTONS[action] : undefined;
  const scan = scanCode(world, token);
  if (scan.kind === "trade") button?.act(world, scan.trade);
  const choice = button?.view === undefined ? {} : { view: button.view };
  return `/w/${token}?${new URLSearchParams({ lang: language, ...choice })}`;
}

function sendPage(response: ServerResponse, view: View, language: Language): void {
  const headers = {
    "content-type": "text/html;charset=utf-8",
    "content-security-policy": WALLET_CSP,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    vary: "accept-language",
  };
  response.writeHead(view.kind === "unknown" ? 404 : 200, headers).end(renderPage(view, language));
}
