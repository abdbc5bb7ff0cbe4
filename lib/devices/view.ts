/** A browser that was let in, as the list of devices shows it. */
export type DeviceView = {
  id: string;
  kind: "till" | "display";
  name: string;
  storeName: string;
  timeZone: string;
  registerName: string;
  /** ISO 8601. */
  lastSeenAt: string;
};
