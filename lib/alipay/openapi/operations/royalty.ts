import { type FieldProblem, type FieldRules, findInvalid, type Invalid, underPath } from "../../fields.ts";
import { readYuan } from "../amount.ts";

type ShareText = "trans_in" | "amount";
type ShareOption = "trans_in_type" | "trans_out_type" | "trans_out" | "batch_no" | "out_relation_id" | "desc";

/**
 * One share: `amount` goes from `trans_out` (the merchant when absent) to `trans_in`. The seed's second table tells the two the
 * other way round (seed-notes 1.17).
 */
export type Share = { [Name in ShareText]: string } & { [Name in ShareOption]?: string } & {
  /** The order of the shares: whole and positive. */
  serial_no: number;
};

/** Who gets which part of the money (seed 001, fee split). */
export type Royalty = { royalty_type?: string; royalty_detail_infos: readonly Share[] };

const merchant = /^2088[0-9]{12}$/;
/** Where the share arrives: an account, a bank card of the contract, or a store's bank card. */
const arrivals: Readonly<Record<string, RegExp>> = { userId: merchant, bankIndex: /^[0-9]{28}$/, storeId: /^[!-~]+$/ };

/** Lengths: seed 001, royalty_info; spellings: seed-notes 1.18; what is required: the second table (seed-notes 1.15). */
const shareRules: FieldRules<ShareText | ShareOption> = {
  trans_in_type: { maxLength: 24, pattern: /^(?:userId|bankIndex|storeId)$/ },
  trans_in: { required: true, maxLength: 28 },
  trans_out_type: { maxLength: 24, pattern: /^userId$/ },
  trans_out: { maxLength: 16, pattern: merchant },
  amount: { required: true, maxLength: 9, pattern: /^(?:0|[1-9][0-9]*)\.[0-9]{2}$/ },
  batch_no: { maxLength: 32 },
  out_relation_id: { maxLength: 64 },
  desc: { maxLength: 1000 },
};
const typeRules: FieldRules<"royalty_type"> = { royalty_type: { maxLength: 150, pattern: /^ROYALTY$/ } };

const maxLength = 2000;
const maxSerialNo = 999_999_999;

/** `totalAmount` is the order's, already read. */
export function findInvalidRoyalty(royalty: Royalty, totalAmount: string): Invalid<string> | null {
  return underPath("royalty_info", findInvalidParts(royalty, readYuan(totalAmount) ?? 0n));
}

function findInvalidParts({ royalty_detail_infos: shares, ...type }: Royalty, total: bigint): Invalid<string> | null {
  const invalid = findInvalid<"royalty_type">(type, typeRules) ?? findInvalidShares(shares, total);
  if (invalid) return invalid;
  const length = JSON.stringify({ ...type, royalty_detail_infos: shares }).length;
  return length > maxLength ? refused("royalty_detail_infos", "too_long") : null;
}

function findInvalidShares(shares: readonly Share[], total: bigint): Invalid<string> | null {
  if (shares.length === 0) return refused("royalty_detail_infos", "missing");
  const invalid = shares.reduce<Invalid<string> | null>(
    (found, share, index) => found ?? underPath(`royalty_detail_infos.${index}`, findInvalidShare(share, total)),
    null,
  );
  if (invalid) return invalid;
  const sum = shares.reduce((before, { amount }) => before + (readYuan(amount) ?? 0n), 0n);
  return sum > total ? refused("royalty_detail_infos", "sum_differs") : null;
}

function findInvalidShare({ serial_no: serialNo, ...texts }: Share, total: bigint): Invalid<string> | null {
  const invalid = findInvalid<ShareText | ShareOption>(texts, shareRules);
  if (invalid) return invalid;
  if (!Number.isInteger(serialNo)) return refused("serial_no", "malformed");
  if (serialNo < 1 || serialNo > maxSerialNo) return refused("serial_no", "out_of_range");
  const { trans_in_type: arrival = "userId", trans_in: account, batch_no: batch } = texts;
  if (!arrivals[arrival]?.test(account)) return refused("trans_in", "malformed");
  if (arrival === "bankIndex" && batch === undefined) return refused("batch_no", "missing");
  const amount = readYuan(texts.amount) ?? 0n;
  if (amount === 0n) return refused("amount", "out_of_range");
  // A bank card takes the whole order or nothing, so it is also the only share (seed 001, Remarks).
  return arrival !== "userId" && amount !== total ? refused("amount", "sum_differs") : null;
}

function refused(field: string, problem: FieldProblem): Invalid<string> {
  return { ok: false, field, problem };
}
