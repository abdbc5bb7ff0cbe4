import type { CheckState, Facts, Finding, Found } from "./view.ts";

const found =
  (state: CheckState) =>
  (finding: Finding, facts: Facts = {}): Found => ({ state, finding, facts });

export const ok = found("ok");
export const warn = found("warn");
export const failed = found("failed");
export const unclear = found("unclear");
