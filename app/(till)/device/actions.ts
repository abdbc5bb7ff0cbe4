"use server";

import { cookies, headers } from "next/headers";
import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { deviceCookie, isSecure, readDeviceToken } from "#lib/auth/session.ts";
import { addTill as letIn } from "#lib/devices/add-till.ts";
import type { AddTillResult } from "#lib/devices/commands.ts";
import { findDevices } from "#lib/devices/queries.ts";
import { revokeDevice as shutOut } from "#lib/devices/revoke-device.ts";
import { addTillInput, deviceInput } from "#lib/devices/schema.ts";

/** As long as browsers keep a cookie. */
const MOST_SECONDS = 400 * 24 * 3600;

export const addTill = action(
  { name: "addTill", takes: addTillInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<AddTillResult> => {
    const before = readDeviceToken((await headers()).get("cookie"), "till");
    const result = await letIn(shop, await doer(staff), { ...input, before });
    if (result.kind !== "added") return result;
    const own = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(), maxAge: MOST_SECONDS } as const;
    (await cookies()).set(deviceCookie("till"), result.token, own);
    return { kind: "added" };
  },
);

export const revokeDevice = action(
  { name: "revokeDevice", takes: deviceInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, { deviceId }): Promise<{ kind: "revoked" | "not_found" }> => {
    // The list knows in which stores this person acts: after a sign-in by PIN in one alone.
    const isListed = (await findDevices(shop, staff)).some(({ id }) => id === deviceId);
    return isListed ? shutOut(shop, await doer(staff), deviceId) : { kind: "not_found" };
  },
);
