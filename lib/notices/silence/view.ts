/** An account whose payments are paid without a word from Alipay (W3, docs/notifications.md). */
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
  /** Something came since and was refused: the way is open, and the keys do not fit. */
  refused: boolean;
  /** False where Alipay is told no address: nothing can come. */
  hasAddress: boolean;
};
