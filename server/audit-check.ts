import { headsFile, readHeads } from "#lib/audit/keep-heads.ts";
import { type Break, type ChainReport, verifyChain } from "#lib/audit/verify-chain.ts";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";

/** So many breaks are told one by one. */
const MOST_TOLD = 20;

const wereRemoved = (from: bigint, until: bigint): string =>
  from === until ? `Entry ${from} was removed` : `Entries ${from} to ${until} were removed`;

function tell(broken: Break, file: string): string {
  const { number } = broken;
  switch (broken.why) {
    case "changed":
      return `Entry ${number} (id ${broken.id}) is not what was sealed: it was changed, or the one before it with its hash.`;
    case "missing":
      return `${wereRemoved(number, broken.until)}: the chain goes on with ${broken.until + 1n}.`;
    case "cut":
      return `${wereRemoved(number, broken.until)} from the end: ${file} knows ${broken.until}.`;
    case "forged":
      return `Entry ${number} has another hash than ${file} says: it or one before it was changed, and the chain made anew.`;
  }
}

function tellState({ sealed, end, unsealed, confirmed }: ChainReport, file: string): string[] {
  const confirms = confirmed === 1 ? `1 line of ${file} confirms` : `${confirmed} lines of ${file} confirm`;
  const waiting =
    unsealed.since === null ? [] : [`${unsealed.count} not sealed yet, since ${unsealed.since.toISOString()}.`];
  if (end === null) return ["Nothing is sealed yet.", ...waiting];
  return [`${sealed} entries read, the newest ${end.number} ${end.hash}; ${confirms} them.`, ...waiting];
}

/** npm run scantill -- audit check */
async function checkAudit(folder: string): Promise<number> {
  const shop = openShop();
  const file = headsFile(folder);
  try {
    const { heads, unreadable } = await readHeads(folder);
    const report = await verifyChain(shop, heads);
    for (const line of tellState(report, file)) console.log(line);
    for (const broken of report.breaks.slice(0, MOST_TOLD)) console.error(tell(broken, file));
    if (report.breaks.length > MOST_TOLD) console.error(`And ${report.breaks.length - MOST_TOLD} more.`);
    for (const line of unreadable) console.error(`Line ${line} of ${file} cannot be read.`);
    const isUnconfirmed = report.end !== null && report.confirmed === 0;
    if (isUnconfirmed)
      console.error("Without a hash from outside, a chain that was made anew as a whole looks like this one.");
    if (report.breaks.length > 0 || unreadable.length > 0 || isUnconfirmed) return 1;
    console.log("The audit is whole.");
    return 0;
  } finally {
    await closeShop(shop);
  }
}

process.exitCode = await checkAudit(env.dataFolder() ?? ".");
