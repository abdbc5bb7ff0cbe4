import type { z } from "zod";
import type { Place } from "#lib/stores/view.ts";
import type { registerInput } from "./schema.ts";

export type RegisterInput = z.infer<typeof registerInput>;

export type SaveRegisterResult = { kind: "saved"; register: Place["register"] } | { kind: "not_found" | "signed_out" };
