import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether this browser has passkeys, as nearly all have: the server's page says so until the browser knows better. */
export const useHasPasskeys = (): boolean =>
  useSyncExternalStore(
    never,
    () => "PublicKeyCredential" in globalThis,
    () => true,
  );
