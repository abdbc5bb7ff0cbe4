import { createHash } from "node:crypto";
import type { Pool } from "#lib/db/pool.ts";
import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import type { NoticeEnvelope } from "#lib/orders/sql/insert-notice.ts";
import type { NoticeVerdicts } from "#lib/payments/gateway.ts";
import { uuid7 } from "#lib/uuid.ts";
import { countUnkept, insertRefusal, MOST_AN_HOUR } from "./sql/insert-refusal.ts";

export type RefusedNotice = {
  generation: string;
  accountId: string;
  body: Buffer;
  envelope: NoticeEnvelope;
  verdicts: NoticeVerdicts;
  why: string;
  answer: "again" | "not_found";
  tookMs: number;
};

export type RefusalLog = {
  note: (refused: RefusedNotice) => void;
  /** Writes what was noted. It never rejects: whoever was refused has been told so already. */
  flush: () => Promise<void>;
};

/** What is refused within this time is written together, beside all work on money. */
const BATCH_MS = 250;
/** More than twice as long as what Alipay sends. */
const MOST_BYTES = 8192;

type Waiting = { kept: Map<string, { refused: RefusedNotice; times: number }>; more: number };

/**
 * Keeps refused notices for the log (W1). Nobody waits for it, and whoever floods an address costs a few statements a second: in a
 * batch there are as many of an account as may be kept in an hour, and of the others their number.
 */
export function recordRefusals(pool: Pool): RefusalLog {
  let waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = waiting;
    waiting = new Map();
    writing = writing.then(async () => {
      for (const [accountId, one] of batch) {
        await write(pool, accountId, one).catch((error: unknown) =>
          log("error", "refusals_not_kept", { account: accountId, ...errorFields(error) }),
        );
      }
    });
    return writing;
  }

  return {
    note(refused) {
      const { kept, more } = waiting.get(refused.accountId) ?? { kept: new Map(), more: 0 };
      const digest = digestOf(refused);
      const known = kept.get(digest);
      const isKept = known !== undefined || kept.size < MOST_AN_HOUR;
      if (isKept) kept.set(digest, { refused, times: (known?.times ?? 0) + 1 });
      waiting.set(refused.accountId, { kept, more: isKept ? more : more + 1 });
      timer ??= setTimeout(() => void flush(), BATCH_MS).unref();
    },
    flush,
  };
}

async function write(pool: Pool, accountId: string, { kept, more }: Waiting): Promise<void> {
  let unkept = more;
  for (const [digest, { refused, times }] of kept) {
    const [stored] = unkept > more ? [] : await run(pool, insertRefusal, valuesOf(digest, refused, times));
    if (!stored) unkept += times;
  }
  if (unkept > 0) await run(pool, countUnkept, [accountId, unkept]);
}

function valuesOf(digest: string, refused: RefusedNotice, times: number): unknown[] {
  const { generation, accountId, envelope, verdicts, why, answer, tookMs } = refused;
  const isShort = refused.body.length + envelope.query.length <= MOST_BYTES;
  const [body, query] = isShort ? [refused.body, envelope.query] : [Buffer.alloc(0), ""];
  const told = [JSON.stringify({ ...envelope, query }), JSON.stringify(verdicts), why, answer, tookMs, times];
  return [uuid7(), generation, accountId, Buffer.from(digest, "hex"), body, ...told];
}

const digestOf = ({ generation, body, envelope }: RefusedNotice): string =>
  createHash("sha256").update(`${generation}?${envelope.query}\n`).update(body).digest("hex");
