import { type Alarm, createAlarm } from "../alarm.ts";
import type { Entry, Notice } from "../book/entries.ts";
import type { Generation, Seal, ShopReply } from "../generation.ts";
import { generationOf, scaled, type World } from "../world.ts";
import { deliver } from "./deliver.ts";

/** Sends every pending notice when it is due, until the shop acknowledges it or the schedule is over. */
export function startNotifier(world: World): Alarm {
  const underWay = new Set<string>();
  const alarm = createAlarm(world.now, () => {
    for (const notice of pendingNotices(world)) {
      if (underWay.has(notice.id)) continue;
      if ((notice.nextAt ?? 0) > world.now()) alarm.setFor(notice.nextAt ?? 0);
      else void send(notice);
    }
  });
  const send = async (notice: Notice) => {
    underWay.add(notice.id);
    const reply = await sendOnce(world, notice);
    underWay.delete(notice.id);
    // Stopped meanwhile: it stays due and is sent at the next start. Reset meanwhile: nobody waits for it.
    if (world.stopping.aborted || !world.book.state().notices.has(notice.id)) return;
    world.book.record([deliveryOf(world, notice, reply)]);
  };
  world.book.onRecord((entry) => {
    const nextAt = entry.type === "notice" ? entry.notice.nextAt : entry.type === "delivery" ? entry.nextAt : null;
    if (nextAt !== null) alarm.setFor(nextAt);
    // The clock may have been shifted.
    if (entry.type === "settings") alarm.setFor(world.now());
  });
  for (const notice of pendingNotices(world)) alarm.setFor(notice.nextAt ?? 0);
  return alarm;
}

function pendingNotices(world: World): readonly Notice[] {
  const { notices, pendingNotices } = world.book.state();
  return [...pendingNotices].flatMap((id) => notices.get(id) ?? []);
}

async function sendOnce(world: World, notice: Notice): Promise<ShopReply> {
  const faults = world.faults.take(["sending of a notification"], notice);
  const seal = faults.has("forged_notification") ? "forged" : "genuine";
  const sent = faults.has("wrong_amount_notification")
    ? { ...notice, fields: noticeGeneration(world, notice).withWrongAmount(notice.fields) }
    : notice;
  const copies = faults.has("double_notification") ? 2 : 1;
  const replies = await Promise.all(Array.from({ length: copies }, () => sendSealed(world, sent, seal)));
  return replies.find((reply) => acknowledges(world, notice, reply)) ?? replies[0] ?? NO_REPLY;
}

const NO_REPLY: ShopReply = { status: 0, body: "" };

/** Sends one message now, whatever the schedule says. */
export async function sendSealed(world: World, notice: Notice, seal: Seal): Promise<ShopReply> {
  const { contentType, body } = noticeGeneration(world, notice).sealNotice(world, notice, seal);
  if (seal === "genuine") world.sentNotices.remember(sentKey(notice.appId, notice.id), world.now());
  return deliver({ url: notice.url, contentType, body }, world.stopping);
}

function deliveryOf(world: World, notice: Notice, reply: ShopReply): Entry {
  const acknowledged = acknowledges(world, notice, reply);
  const minutes = noticeGeneration(world, notice).repeatMinutes[notice.deliveries.length];
  const at = world.now();
  const nextAt = acknowledged || minutes === undefined ? null : at + scaled(world, minutes * 60_000);
  return { type: "delivery", noticeId: notice.id, delivery: { ...reply, at, acknowledged }, nextAt };
}

function acknowledges(world: World, notice: Notice, reply: ShopReply): boolean {
  return noticeGeneration(world, notice).isAcknowledged(world, notice, reply);
}

function noticeGeneration(world: World, notice: Notice): Generation {
  return generationOf(world, notice.generation);
}

/** Who is sent which notice: what a shop may ask back with `notify_verify` (mapi.md 4.6). */
export function sentKey(appId: string | undefined, noticeId: string): string {
  return `${appId} ${noticeId}`;
}
