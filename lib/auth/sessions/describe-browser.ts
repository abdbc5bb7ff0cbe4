/** First that fits: many say that they are others too. */
const BROWSERS = [
  ["WeChat", /MicroMessenger\//],
  ["Alipay", /AlipayClient\//],
  ["Edge", /\bEdg(?:A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /SamsungBrowser\//],
  ["QQ Browser", /MQQBrowser\/|QQBrowser\//],
  ["UC Browser", /UCBrowser\//],
  ["Firefox", /Firefox\/|FxiOS\//],
  ["Chrome", /Chrome\/|CriOS\//],
  ["Safari", /Version\/.*Safari\//],
] as const;
const SYSTEMS = [
  ["HarmonyOS", /OpenHarmony|HarmonyOS/],
  ["Android", /Android/],
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Windows", /Windows/],
  ["macOS", /Macintosh/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux/],
] as const;

/** What people call the browser and the system that a User-Agent header names; empty for one that names none we know. */
export function describeBrowser(userAgent: string): string {
  const named = (names: readonly (readonly [string, RegExp])[]) => names.find(([, sign]) => sign.test(userAgent))?.[0];
  return [named(BROWSERS), named(SYSTEMS)].filter((name) => name !== undefined).join(" · ");
}
