import { isTimeFactor } from "./control/settings.ts";

export type Options = {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly controlPort: number;
  readonly dataFolder: string;
  readonly timeFactor: number;
  /** Public origin of the codes; unset: the loopback address with the port. */
  readonly origin?: string;
  /** Unset: the one of the last start, else a new one. */
  readonly controlToken?: string;
};

export type OptionsResult =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly reason: string };

export const HELP = `The practice stand-in of Alipay: gateway, wallet and ledger. No real money.

Usage: npm run simulator

Settings (environment):
  SIMULATOR_HOST           address of gateway and wallet (127.0.0.1)
  SIMULATOR_PORT           port of gateway and wallet (4100)
  SIMULATOR_ORIGIN         origin written into the codes (http://127.0.0.1:PORT)
  SIMULATOR_CONTROL_PORT   port of the control calls, loopback only (4101)
  SIMULATOR_CONTROL_TOKEN  token of the control calls (made, printed and kept in the data folder)
  SIMULATOR_DATA           folder of merchants, keys and journal (.data/simulator)
  SIMULATOR_TIME_FACTOR    notifications and expiry run so many times faster (1)
`;

export function readOptions(environment: Readonly<Record<string, string | undefined>>): OptionsResult {
  const port = readPort(environment.SIMULATOR_PORT ?? "4100");
  const controlPort = readPort(environment.SIMULATOR_CONTROL_PORT ?? "4101");
  const timeFactor = Number(environment.SIMULATOR_TIME_FACTOR ?? "1");
  const origin = environment.SIMULATOR_ORIGIN;
  const controlToken = environment.SIMULATOR_CONTROL_TOKEN;
  if (port === undefined) return refused("SIMULATOR_PORT must be 0 to 65535");
  if (controlPort === undefined) return refused("SIMULATOR_CONTROL_PORT must be 0 to 65535");
  if (!isTimeFactor(timeFactor)) return refused("SIMULATOR_TIME_FACTOR must be 1 to 1000000");
  if (origin && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    return refused("SIMULATOR_ORIGIN must be an origin such as http://192.168.1.20:4100");
  }
  return {
    ok: true,
    options: {
      host: environment.SIMULATOR_HOST ?? "127.0.0.1",
      port,
      controlPort,
      timeFactor,
      dataFolder: environment.SIMULATOR_DATA ?? ".data/simulator",
      ...(origin ? { origin } : {}),
      ...(controlToken ? { controlToken } : {}),
    },
  };
}

function refused(reason: string): OptionsResult {
  return { ok: false, reason };
}

function readPort(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535 ? port : undefined;
}
