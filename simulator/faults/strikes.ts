import { createHash } from "node:crypto";
import type { Fault, FaultTarget } from "./fault-list.ts";

/** Whether a fault strikes this call; each question counts as one call. */
export type Strikes = (fault: Fault, target: FaultTarget) => boolean;

const SECOND_MS = 1000;

/** @param now the machine's clock, epoch ms */
export function createStrikes(now: () => number): Strikes {
  const throwDice = createDice();
  const letThrough = new Map<number, readonly number[]>();
  const isAbove = ({ id }: Fault, perSecond: number) => {
    const recent = (letThrough.get(id) ?? []).filter((at) => now() - at < SECOND_MS);
    const above = recent.length >= perSecond;
    letThrough.set(id, above ? recent : [...recent, now()]);
    return above;
  };
  return (fault, target) => {
    const { flapMs, perSecond, probability } = fault;
    if (!isMeant(fault, target)) return false;
    if (target.isBare && (fault.times !== "always" || perSecond !== undefined || probability !== undefined))
      return false;
    if (flapMs !== undefined && Math.floor((now() - fault.addedAt) / flapMs) % 2 === 1) return false;
    if (perSecond !== undefined && !isAbove(fault, perSecond)) return false;
    return probability === undefined || throwDice(fault, target) < probability;
  };
}

function isMeant(fault: Fault, { generation, operation, outTradeNo }: FaultTarget): boolean {
  return (
    (fault.generation === undefined || fault.generation === generation) &&
    (fault.outTradeNo === undefined || fault.outTradeNo === outTradeNo) &&
    (fault.operation === undefined || isNamed(operation, fault.operation))
  );
}

/** `query` is not the query of a refund, though its name ends so. */
function isNamed(operation: string | undefined, wanted: string): boolean {
  if (operation === undefined) return false;
  return operation === wanted || operation.replace(/\.refund\.query$/, ".refund_query").endsWith(`.${wanted}`);
}

/**
 * A number from 0 up to 1 for the n-th call of an operation for an order: the same for one seed in every run. Merchant
 * numbers are made anew in each run, so an order counts by its place among the orders that its generation was asked about.
 */
function createDice(): (fault: Fault, target: FaultTarget) => number {
  const places = new Map<string, number>();
  const ordersSeen = new Map<string, number>();
  const calls = new Map<string, number>();
  const placeOf = ({ generation, outTradeNo = "" }: FaultTarget) => {
    const order = `${generation} ${outTradeNo}`;
    const known = places.get(order);
    if (known !== undefined) return known;
    const place = ordersSeen.get(generation) ?? 0;
    ordersSeen.set(generation, place + 1);
    places.set(order, place);
    return place;
  };
  return (fault, target) => {
    const throwOf = `${fault.name} ${target.generation} ${target.operation ?? ""} ${placeOf(target)}`;
    const count = calls.get(`${fault.id} ${throwOf}`) ?? 0;
    calls.set(`${fault.id} ${throwOf}`, count + 1);
    const digest = createHash("sha256")
      .update(`${fault.seed ?? 0} ${throwOf} ${count}`)
      .digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
}
