import type { World } from "../world.ts";
import { declineOrder, payOrder, scanOrder } from "./buyer.ts";
import { addFault, addRandomFaults, takeBackFaults } from "./faults.ts";
import { done, type Fields, invalid, type Reply } from "./fields.ts";
import { showLedger } from "./ledger.ts";
import { addMerchant } from "./merchants.ts";
import { sendNotice } from "./notify.ts";
import { finishOrder, refundOutside } from "./portal.ts";
import { changeSettings, showSettings } from "./settings.ts";

export type Route = (world: World, fields: Fields) => Reply | Promise<Reply>;

export const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["POST /_control/reset", reset],
  ["GET /_control/ledger", (world) => done(showLedger(world))],
  ["POST /_control/scan", scanOrder],
  ["POST /_control/pay", payOrder],
  ["POST /_control/decline", declineOrder],
  ["POST /_control/refund", refundOutside],
  ["POST /_control/finish", finishOrder],
  ["POST /_control/merchants", addMerchant],
  ["GET /_control/settings", showSettings],
  ["POST /_control/settings", changeSettings],
  ["GET /_control/faults", (world) => done({ faults: world.faults.list() })],
  ["POST /_control/faults", addFault],
  ["POST /_control/faults/random", addRandomFaults],
  ["DELETE /_control/faults", takeBackFaults],
  ["POST /_control/door", turnDoor],
  ["POST /_control/notify", sendNotice],
]);

/** Refuses every connection to gateways and wallet until it is opened again. */
async function turnDoor(world: World, { open }: Fields): Promise<Reply> {
  if (typeof open !== "boolean") return invalid("open must be true or false");
  await world.door.setOpen(open);
  return done({ open: world.door.isOpen() });
}

/** Everything but the merchants and their keys. */
async function reset(world: World): Promise<Reply> {
  await world.door.setOpen(true);
  world.book.reset();
  world.faults.clear();
  world.requests.clear();
  world.sentNotices.clear();
  world.seenMessages.clear();
  return done();
}
