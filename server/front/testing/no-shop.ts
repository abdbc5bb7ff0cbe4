import type { FrontPorts } from "../ports.ts";
import type { FrontSettings } from "../settings.ts";

/** A front of this machine alone. */
export const ALONE: FrontSettings = {
  host: "127.0.0.1",
  port: 0,
  publicUrl: undefined,
  trustedProxies: [],
  metricsToken: undefined,
  webOrigin: "http://127.0.0.1:9",
  development: false,
  build: "test",
};

/** A shop that takes every notice, and says no to whatever else is asked. */
export const NO_SHOP: FrontPorts = {
  notify: async () => ({ status: 200, contentType: "text/plain", body: "success" }),
  viewer: async () => null,
  standing: async () => null,
  seesRegister: async () => false,
  registerView: async () => null,
  inbox: async () => "signed_out",
  displays: { viewer: async () => null, view: async () => null, pairing: async () => ({ kind: "too_many" }) },
  subscribe: () => () => {},
  ready: async () => ({ ok: true, details: {} }),
};
