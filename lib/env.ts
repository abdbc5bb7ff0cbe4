import { existsSync, readFileSync } from "node:fs";

/** The one place that reads the environment. Everything is read when asked for, so that tests can set it. */
const read = (name: string): string | undefined => process.env[name] || undefined;

const need = (name: string): string => {
  const value = read(name);
  if (value === undefined) throw new Error(`${name} is not set: start the app with npm start`);
  return value;
};

const list = (name: string): string[] => (read(name) ?? "").split(/[\s,]+/).filter(Boolean);

const BUILD = ".next/BUILD_ID";

export const env = {
  databaseUrl: () => need("DATABASE_URL"),
  port: () => Number(read("PORT") ?? "3000"),
  host: () => read("HOST") ?? "127.0.0.1",
  /** Origin under which the world reaches the shop, or undefined: then nothing outside can call in. */
  publicUrl: () => read("PUBLIC_URL")?.replace(/\/$/, ""),
  trustedProxies: () => list("TRUSTED_PROXIES"),
  metricsToken: () => read("METRICS_TOKEN"),
  /** Where the front finds the pages. */
  webOrigin: () => need("WEB_ORIGIN"),
  /** The front's loopback address, for notices of practice payments. */
  frontOrigin: () => read("FRONT_ORIGIN") ?? `http://127.0.0.1:${env.port()}`,
  sessionSecret: () => need("NEXTAUTH_SECRET"),
  development: () => read("NODE_ENV") === "development",
  /** Names the pages that were built last; a front that runs without them has no name for them. */
  build: () => (existsSync(BUILD) ? readFileSync(/* turbopackIgnore: true */ BUILD, "utf8").trim() : "unknown"),
  /** Origins of the practice gateway (and wallet); undefined when practice is off. */
  practiceGateway: () => (read("PRACTICE") === "off" ? undefined : read("PRACTICE_GATEWAY")),
  practiceWallet: () => (read("PRACTICE") === "off" ? undefined : read("PRACTICE_WALLET")),
  /** Where a phone that practises reaches the front. */
  practicePhoneOrigin: () => (read("PRACTICE") === "off" ? undefined : read("PRACTICE_PHONE")),
  /** Where a customer's phone reaches the front, for a store that practises or not; undefined when none can. */
  customerOrigin: (practice: boolean) => env.publicUrl() ?? (practice ? env.practicePhoneOrigin() : undefined),
  /** Further gateway origins that the installation allows besides Alipay's own. */
  gatewayAllow: () => list("GATEWAY_ALLOW"),
  /** What the operator has named is called wherever it leads, into a network of somebody's own too (S15). */
  isNamedOrigin: (origin: string) =>
    [...env.gatewayAllow(), env.practiceGateway(), env.publicUrl(), env.frontOrigin()].includes(origin),
  /** The key that wraps all sealed secrets: 32 bytes, Base64, from the environment or a file; more than one while it is changed. */
  masterKey: (): string =>
    read("MASTER_KEY") ?? readFileSync(/* turbopackIgnore: true */ need("MASTER_KEY_FILE"), "utf8").trim(),
  /** The file that holds it; undefined where the environment itself does. */
  masterKeyFile: () => (read("MASTER_KEY") === undefined ? read("MASTER_KEY_FILE") : undefined),
  /** How long the raw words of notices, and the masked names of buyers, are kept. */
  noticeDays: () => Number(read("NOTICE_DAYS") ?? "180"),
  buyerDays: () => Number(read("BUYER_DAYS") ?? "400"),
  /** The language of whoever runs a command, as the system writes it: `zh_CN.UTF-8`. */
  language: () => read("LC_ALL") ?? read("LC_MESSAGES") ?? read("LANG") ?? "",
  /** Where the installation keeps its files; undefined for a process that runs without one. */
  dataFolder: () => read("DATA_DIR"),
  simulatorData: () => read("SIMULATOR_DATA"),
  /** A named value, for secrets that a store file takes from the environment. */
  named: (name: string) => read(name),
};
