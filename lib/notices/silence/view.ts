/** An account whose payments are paid without a word from Alipay (W3, docs/inbox.md). */
export type Silence = {
  accountId: string;
  account: string;
  /** A store that sells with it, where its set-up is looked at. */
  storeId: string;
  storeName: string;
  timeZone: string;
  /** How many payments nobody told of; counted up to `ENOUGH`. */
  payments: number;
  /** When the last notice of the account came, ISO 8601; null: never. */
  lastNotice: string | null;
  /** False where Alipay is told no address: nothing can come. */
  hasAddress: boolean;
};
