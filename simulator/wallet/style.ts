/** The till's tokens and anatomy (bands, facts, soft keys) on a phone; light and dark by the device's own wish. */
export const STYLE = `
:root { color-scheme: light dark;
  --page: #f4f6f8; --card: #fff; --hover: #f0f3f6; --text: #14171a; --muted: #545b64;
  --line: #dde2e7; --line-2: #c9d0d7; --key: #fff; --key-edge: 0 1px 0 #c9d0d7; --on-fill: #fff;
  --accent: #0b57d0; --accent-fill: #0b57d0; --paid-fill: #0a6b35; --fail: #b3261e; --fail-fill: #b3261e;
  --rest-fill: #545b64; --warn-fill: #f2bd4a; --on-warn: #14171a; --float: 0 16px 48px rgb(20 23 26 / .12); }
@media (prefers-color-scheme: dark) { :root {
  --page: #101418; --card: #1a2027; --hover: #29313a; --text: #e8ebee; --muted: #a9b2bc;
  --line: #29313a; --line-2: #37414c; --key: #232b34; --key-edge: 0 1px 0 #06080a;
  --accent: #8ab4f8; --accent-fill: #2f6fe0; --paid-fill: #17803f; --fail: #f2b8b5; --fail-fill: #d03a33;
  --rest-fill: #5c6670; --warn-fill: #f2c063; --float: 0 16px 48px rgb(0 0 0 / .5); } }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
  font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased; }
h1, p, dl, dd { margin: 0; font-size: inherit; }
.i { width: 20px; height: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75;
  stroke-linecap: round; stroke-linejoin: round; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.c-accent { --cf: var(--accent-fill); } .c-paid { --cf: var(--paid-fill); }
.c-fail { --cf: var(--fail-fill); } .c-rest { --cf: var(--rest-fill); }
.wallet { display: flex; flex-direction: column; min-height: 100vh; min-height: 100dvh; background: var(--card); }
.stripe { height: 12px; background: repeating-linear-gradient(-45deg, var(--warn-fill) 0 12px, var(--on-warn) 12px 24px); }
.bar { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 0 4px 0 16px; border-bottom: 1px solid var(--line); }
.brand { display: inline-flex; align-items: center; gap: 10px; font-weight: 600; letter-spacing: -.01em; }
.brand .i { color: var(--accent); stroke-width: 2.25; }
.practice { padding: 0 8px; border-radius: 8px; background: var(--warn-fill); color: var(--on-warn); font-size: 13px; line-height: 24px; font-weight: 600; }
.lang { display: inline-flex; align-items: center; justify-content: center; min-width: 44px; min-height: 44px; margin-left: auto; padding: 0 12px;
  border-radius: 12px; color: var(--muted); font-size: 14px; text-decoration: none; }
.lang:hover { background: var(--hover); }
main { display: flex; flex: 1; flex-direction: column; }
.top { padding: 24px 16px; }
.amount { display: flex; align-items: baseline; gap: 10px; font-size: 56px; line-height: 64px; font-weight: 600; letter-spacing: -.025em; }
.amount small { font-size: .5em; line-height: 1; font-weight: 400; letter-spacing: 0; color: var(--muted); }
.amount.is-long { font-size: 36px; line-height: 48px; }
.band { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 16px; background: var(--cf); color: var(--on-fill);
  font-weight: 600; line-height: 20px; }
.band .i { width: 24px; height: 24px; }
.done { display: grid; flex: 3; min-height: 320px; justify-items: center; align-content: center; gap: 4px; padding: 24px 16px; background: var(--cf);
  color: var(--on-fill); text-align: center; }
.done .i { width: 96px; height: 96px; stroke-width: 1.5; }
.done h1 { font-size: 24px; line-height: 32px; font-weight: 600; }
.done .amount { font-size: 72px; line-height: 80px; }
.done .amount.is-long { font-size: 40px; line-height: 56px; }
.done .amount small { color: inherit; }
.note { padding: 16px 16px 0; }
.facts { display: grid; grid-template-columns: auto 1fr; padding: 8px 16px; font-size: 14px; line-height: 20px; }
.facts > * { padding: 12px 0; border-bottom: 1px solid var(--line); }
.facts > dt { padding-right: 24px; color: var(--muted); white-space: nowrap; }
.facts > dd { text-align: right; overflow-wrap: anywhere; }
.facts > :nth-last-child(-n+2) { border: 0; }
.spring { flex: 1; }
form, nav { padding: 16px; }
.btn { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 6px; min-height: 72px; padding: 4px; border: 1px solid var(--line-2);
  border-radius: 12px; background: var(--key); box-shadow: var(--key-edge); color: var(--text); font: inherit; font-size: 13px; line-height: 16px;
  font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.btn:active { background: var(--hover); box-shadow: none; }
.btn.fail { color: var(--fail); }
.btn.primary { flex-direction: row; gap: 10px; width: 100%; min-height: 64px; border-color: transparent; background: var(--accent-fill); box-shadow: none;
  padding: 4px 16px; color: var(--on-fill); font-size: 20px; line-height: 24px; }
.soft { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; margin-top: 8px; }
footer { padding: 12px 16px; border-top: 1px solid var(--line); color: var(--muted); font-size: 13px; line-height: 18px; text-align: center; }
@media (min-width: 520px) {
  body { display: grid; min-height: 100vh; padding: 24px; place-items: center; }
  .wallet { width: 420px; min-height: 760px; overflow: hidden; border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--float); } }
@media (prefers-reduced-motion: no-preference) { .btn { transition: background-color .12s; } }
@media (forced-colors: active) { .band, .done, .practice { border: 2px solid; } }
`;
