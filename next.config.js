import { networkInterfaces } from "node:os";
import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // The front decides about trailing slashes and foreign spellings; a redirect from here would hide what it refused.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["pg", "@prisma/client", "@prisma/adapter-pg"],
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // Development only: the machine's own addresses, from which a phone may open the till.
  allowedDevOrigins: Object.values(networkInterfaces()).flatMap((cards) => cards?.map(({ address }) => address) ?? []),
};

export default createNextIntlPlugin({
  requestConfig: "./i18n/request.ts",
  // Messages are compiled when the app is built: browsers get no message parser.
  experimental: { messages: { path: "./messages", format: "json", locales: ["en", "zh-CN"], precompile: true } },
})(config);
