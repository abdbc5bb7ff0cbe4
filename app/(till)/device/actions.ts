"use server";

import { cookies, headers } from "next/headers";
import { acting } from "#app/session.ts";
import { deviceCookie, isSecure, readDeviceToken } from "#lib/auth/session.ts";
import { addTill as letIn } from "#lib/devices/add-till.ts";
import type { AddTillInput, AddTillResult } from "#lib/devices/commands.ts";
import { findDevices } from "#lib/devices/queries.ts";
import { revokeDevice as shutOut } from "#lib/devices/revoke-device.ts";
import { addTillInput, deviceInput } from "#lib/devices/schema.ts";
import { processShop } from "#lib/process.ts";

/** As long as browsers keep a cookie. */
const MOST_SECONDS = 400 * 24 * 3600;

export async function addTill(input: AddTillInput): Promise<AddTillResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = addTillInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const before = readDeviceToken((await headers()).get("cookie"), "till");
  const result = await letIn(processShop(), staff.user.id, { ...parsed.data, before });
  if (result.kind !== "added") return result;
  const own = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(), maxAge: MOST_SECONDS } as const;
  (await cookies()).set(deviceCookie("till"), result.token, own);
  return { kind: "added" };
}

export async function revokeDevice(input: {
  deviceId: string;
}): Promise<{ kind: "revoked" | "not_found" | "signed_out" }> {
  const staff = await acting();
  if (!staff) return { kind: "signed_out" };
  const parsed = deviceInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const shop = processShop();
  const { deviceId } = parsed.data;
  // The list knows in which stores this person acts: after a sign-in by PIN in one alone.
  const isListed = (await findDevices(shop, staff)).some(({ id }) => id === deviceId);
  return isListed ? shutOut(shop, staff.user.id, deviceId) : { kind: "not_found" };
}
