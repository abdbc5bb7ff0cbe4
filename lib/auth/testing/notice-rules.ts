import { findNotice, findNotices } from "#lib/notices/log/queries.ts";
import { planNoticeReplay, replayNotice } from "#lib/notices/log/replay-notice.ts";
import { by } from "#lib/testing/by.ts";
import type { Rule } from "./rights-shop.ts";

const EVERYTHING = { from: null, until: null, show: "all", search: null, olderThan: null } as const;

/** The log of notifications. */
export const NOTICE_RULES: Record<string, Rule> = {
  "notices/log/queries findNotices": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) =>
      (await findNotices(here.shop, await staffOf(userId), { ...EVERYTHING, storeIds: [here.storeId] })).rows,
  },
  "notices/log/queries findNotice": {
    right: "see_orders",
    strong: false,
    call: async ({ here, own, staffOf }, userId) => findNotice(here.shop, await staffOf(userId), own.noticeId),
  },
  "notices/log/replay-notice planNoticeReplay": {
    right: "see_orders",
    strong: false,
    call: async ({ here, own, staffOf }, userId) => planNoticeReplay(here.shop, await staffOf(userId), own.noticeId),
  },
  /** Its words are not kept: that hear those alone who may. */
  "notices/log/replay-notice replayNotice": {
    right: "close_unclear",
    strong: false,
    call: async ({ here, own, staffOf }, userId) => {
      const who = { staff: await staffOf(userId), doer: by(userId) };
      return replayNotice(here.shop, who, { noticeId: own.noticeId, mark: "" });
    },
  },
};
