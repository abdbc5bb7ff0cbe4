-- AlterTable
ALTER TABLE "device" ADD COLUMN     "pairing_address" TEXT;

-- The address is kept while a display waits, and no longer.
ALTER TABLE "device" ADD CONSTRAINT "device_address_while_pairing" CHECK ("pairing_address" IS NULL OR "pairing_code" IS NOT NULL);
