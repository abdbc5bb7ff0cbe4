import { SilenceHint } from "#components/office/silence-hint.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { findSilences } from "#lib/notices/silence/find-silences.ts";
import { processShop } from "#lib/process.ts";

/** Where managers look: accounts of their stores whose notices do not arrive. `accountId`: of that account alone, on its own page. */
export async function SilenceNotice({ staff, accountId }: { staff: Staff; accountId?: string }) {
  const all = await findSilences(processShop(), staff);
  const silences = accountId === undefined ? all : all.filter((silence) => silence.accountId === accountId);
  return <SilenceHint {...{ silences }} isHere={accountId !== undefined} />;
}
