-- A customer's own address of a payment.
ALTER TABLE "payment_attempt" ADD COLUMN     "pay_token" TEXT;

CREATE UNIQUE INDEX "payment_attempt_pay_token_key" ON "payment_attempt"("pay_token");

-- A store sells in several currencies: its limits move to where each currency names its account.
ALTER TABLE "store_account" ADD COLUMN     "min_amount" BIGINT NOT NULL DEFAULT 1,
ADD COLUMN     "max_amount" BIGINT;

UPDATE "store_account" sa SET "min_amount" = s."min_amount", "max_amount" = s."max_amount"
  FROM "store" s WHERE s."id" = sa."store_id";

ALTER TABLE "store_account" ALTER COLUMN "max_amount" SET NOT NULL,
  ADD CONSTRAINT "store_account_limits_make_sense" CHECK ("min_amount" > 0 AND "max_amount" >= "min_amount");

ALTER TABLE "store" DROP CONSTRAINT "store_limits_make_sense",
DROP COLUMN "max_amount",
DROP COLUMN "min_amount";

-- A gateway that knows a sale, but not in words that we were given.
ALTER TABLE "shop_order" DROP CONSTRAINT "shop_order_anomaly_is_known",
  ADD CONSTRAINT "shop_order_anomaly_is_known"
  CHECK ("anomaly" IN ('paid_late', 'amount_mismatch', 'undecided', 'cancelled_refunded'));

-- What a till shows before its last ten.
DROP INDEX "shop_order_on_till";
CREATE INDEX "shop_order_on_till" ON "shop_order" ("register_id")
  WHERE "status" = 'open' OR ("anomaly" IN ('paid_late', 'amount_mismatch', 'undecided') AND "resolved_at" IS NULL);
