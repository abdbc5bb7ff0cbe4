import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type { PrismaClient } from "./generated/client.ts";

/** Prisma within one transaction. */
export type Transaction = Prisma.TransactionClient;

/** Prisma on the same pool as the prepared statements. */
export const openPrisma = (pool: pg.Pool): PrismaClient => new PrismaClient({ adapter: new PrismaPg(pool) });
