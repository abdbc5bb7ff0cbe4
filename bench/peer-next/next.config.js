import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** @type {import("next").NextConfig} */
const config = {
  serverExternalPackages: ["pg", "@prisma/client", "@prisma/adapter-pg", "alipay-sdk"],
  outputFileTracingRoot: root,
  turbopack: { root },
  // The whole repository's types are checked elsewhere.
  typescript: { ignoreBuildErrors: true },
};

export default config;
