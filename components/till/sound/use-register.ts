"use client";

import { useState } from "react";
import type { FeedAction } from "#components/till/feed/feed.ts";
import type { Register, TillActions } from "#components/till/setting.ts";

/** The register as it is set, and how to set it anew from here. */
export function useRegister(
  given: Register,
  save: TillActions["saveRegister"],
  tell: (action: FeedAction) => void,
): { register: Register; change: (change: Partial<Pick<Register, "volume" | "voice">>) => Promise<boolean> } {
  const [register, setRegister] = useState(given);

  async function change(wanted: Partial<Pick<Register, "volume" | "voice">>): Promise<boolean> {
    try {
      const result = await save({ registerId: given.id, ...wanted });
      if (result.kind === "saved") setRegister(result.register);
      if (result.kind === "signed_out") tell({ type: "signed_out" });
      return result.kind === "saved";
    } catch {
      return false;
    }
  }
  return { register, change };
}
