-- AlterTable
ALTER TABLE "gateway_account" ADD COLUMN     "tested_currencies" VARCHAR(3)[] DEFAULT ARRAY[]::VARCHAR(3)[];
