import { randomUUID } from "node:crypto";
import type { Entry, Trade, TradeStatus } from "../book/entries.ts";
import { currentSettings, generationOf, type World } from "../world.ts";

/** The notification that an event starts, as an entry to be recorded together with the event. */
export function noticesOf(world: World, trade: Trade, status: TradeStatus): readonly Entry[] {
  const settings = currentSettings(world);
  const { notifyUrl, outTradeNo, appId } = trade.code;
  const generation = generationOf(world, trade.code.generation);
  if (notifyUrl === undefined || !settings.notifications || !generation.notifies(settings, trade, status)) return [];
  const faults = world.faults.take(["new notification"], { generation: generation.name, outTradeNo });
  if (faults.has("no_notification")) return [];
  return [
    {
      type: "notice",
      notice: {
        id: randomUUID().replaceAll("-", ""),
        generation: generation.name,
        appId,
        outTradeNo,
        status,
        url: notifyUrl,
        fields: generation.composeNotice(world, trade, status),
        nextAt: world.now() + (faults.get("late_notification")?.ms ?? 0),
        deliveries: [],
      },
    },
  ];
}
