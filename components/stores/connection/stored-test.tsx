"use client";

import { useRouter } from "next/navigation";
import type { TestAccount } from "#lib/stores/manage/commands.ts";
import { ConnectionTest } from "./connection-test.tsx";
import { useConnectionTest } from "./use-connection-test.ts";

type Props = {
  storeId: string;
  accountId: string;
  account: Parameters<typeof ConnectionTest>[0]["account"];
  testAccount: TestAccount;
  /** These credentials have not passed a test yet. */
  isNext: boolean;
};

/** The test of stored credentials; the page knows afterwards when it was. */
export function StoredTest({ storeId, accountId, account, testAccount, isNext }: Props) {
  const router = useRouter();
  const test = useConnectionTest(
    () => testAccount({ storeId, accountId }),
    () => router.refresh(),
  );
  return <ConnectionTest account={account} test={test} isNext={isNext} />;
}
