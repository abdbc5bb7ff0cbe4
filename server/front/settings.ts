export type FrontSettings = {
  host: string;
  port: number;
  /** Origin under which the world reaches the shop; without it only loopback and this machine's addresses are accepted. */
  publicUrl: string | undefined;
  /** Addresses and CIDR ranges whose x-forwarded-for is believed. */
  trustedProxies: readonly string[];
  metricsToken: string | undefined;
  /** Where the pages are, on loopback: `http://127.0.0.1:3001`. */
  webOrigin: string;
  development: boolean;
  /** Names what is running: screens that outlive an upgrade load themselves anew. */
  build: string;
};

/** Bytes and milliseconds. Tests make the times short; nobody else changes them. */
export type FrontLimits = typeof LIMITS;

export const LIMITS = {
  headerBytes: 16_384,
  headersMs: 10_000,
  requestMs: 60_000,
  /** How often overdue requests are looked for. */
  checkMs: 1_000,
  /** Longer than the 60 s that load balancers commonly keep an idle connection. */
  keepAliveMs: 65_000,
  connections: 4_000,
  /** The same limit that Next sets for server actions. */
  webBodyBytes: 1_048_576,
  webSilenceMs: 120_000,
  notifyBodyBytes: 65_536,
  notifyBodyMs: 10_000,
  notifyAnswerMs: 3_000,
  streamsPerUser: 20,
  /** What may wait for one stream's reader beyond the socket's own buffers. */
  streamBufferBytes: 262_144,
  /** Open requests get this long after SIGTERM. */
  stopMs: 5_000,
};
