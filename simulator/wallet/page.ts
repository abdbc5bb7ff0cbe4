import { createHash } from "node:crypto";
import { formatChinaTime } from "../china-time.ts";
import { amountText, currencySign } from "./amount.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import type { Language } from "./language.ts";
import { STYLE } from "./style.ts";
import { TEXTS, type Texts } from "./texts.ts";
import { LOOKS, type View } from "./view.ts";

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** No scripts, nothing from elsewhere, nobody may frame it. */
export const WALLET_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Characters with the currency's sign: more do not fit a phone in the large size. */
const LONG_AMOUNT = 10;

/** @returns the whole page */
export function renderPage(view: View, language: Language): string {
  const t = TEXTS[language];
  const other: Language = language === "en" ? "zh-CN" : "en";
  const title = view.isPaymentPage ? t.pageTitle : t.title;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${t[view.kind]} · ${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<div class="wallet ${LOOKS[view.kind].colour}">
<div class="stripe"></div>
<header class="bar">
<span class="brand">${icon("mark")}${title}</span><b class="practice">${t.practice}</b>
<a class="lang" href="?${languageQuery(view, other)}" hreflang="${other}" lang="${other}">${t.otherLanguage}</a>
</header>
<main>${view.kind === "paid" ? paidBand(view, t) : [amountLine(view), band(view, t)]}
${note(view, t)}${facts(view, t)}
<div class="spring"></div>
${actions(view, t, language)}</main>
<footer>${view.isPaymentPage ? t.pageNoMoney : t.noMoney}</footer>
</div>
</body>
</html>
`;
  return page.html;
}

/** The switch keeps the buyer's choice. */
function languageQuery({ kind }: View, language: Language): string {
  const choice = kind === "waiting" || kind === "left" ? { view: kind } : {};
  return new URLSearchParams({ lang: language, ...choice }).toString();
}

function band({ kind }: View, t: Texts): Html {
  return html`<div role="status"><h1 class="band">${icon(LOOKS[kind].icon)}<span>${t[kind]}</span></h1></div>`;
}

function paidBand(view: View, t: Texts): Html {
  return html`<div class="done" role="status">${icon("paid")}<h1>${t.paid}</h1>${amount(view)}</div>`;
}

function amountLine(view: View): Html {
  return view.code ? html`<div class="top">${amount(view)}</div>` : html``;
}

function amount({ code }: View): Html {
  if (!code) return html``;
  const [sign, text] = [currencySign(code.total), amountText(code.total)];
  const size = sign.length + text.length > LONG_AMOUNT ? "amount is-long" : "amount";
  return html`<p class="${size}"><small>${sign}</small>${text}</p>`;
}

function note({ kind }: View, t: Texts): Html {
  const key = LOOKS[kind].note;
  return key ? html`<p class="note">${t[key]}</p>` : html``;
}

function facts({ code, trade }: View, t: Texts): Html {
  if (!code) return html``;
  const paidAt = trade?.paidAt;
  const rows: readonly (readonly [string, string])[] = [
    [t.payTo, code.subject],
    [t.order, code.outTradeNo],
    ...(paidAt === undefined ? [] : ([[t.paidAt, `${formatChinaTime(paidAt)} (${t.chinaTime})`]] as const)),
    ...(trade && paidAt !== undefined ? ([[t.trade, trade.tradeNo]] as const) : []),
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function actions({ kind, code, returnAddress }: View, t: Texts, language: Language): Html {
  if (!code) return html``;
  if (returnAddress !== undefined) {
    return html`<nav><a class="btn primary" href="${returnAddress}">${icon("next")}${t.backToShop}</a></nav>`;
  }
  const address = (action: string) => `/w/${code.token}${action}?lang=${language}`;
  if (kind === "left") {
    return html`<nav><a class="btn primary" href="${address("")}">${icon("next")}${t.back}</a></nav>`;
  }
  if (kind !== "confirm" && kind !== "waiting") return html``;
  return html`<form method="post" action="${address("/pay")}">
<button class="btn primary">${t.confirmButton} ${currencySign(code.total) + amountText(code.total)}</button>
<div class="soft">
<button class="btn fail" formaction="${address("/decline")}">${icon("x")}${t.decline}</button>
<button class="btn" formaction="${address("/wait")}">${icon("pause")}${t.wait}</button>
<button class="btn" formaction="${address("/leave")}">${icon("undo")}${t.leave}</button>
</div>
</form>`;
}
