-- Sums can be made anew from the money itself: the worker does, by the new keys.
DELETE FROM "money_sum";
DELETE FROM "scan_time_sum";

-- AlterTable
ALTER TABLE "money_sum" DROP CONSTRAINT "money_sum_pkey",
DROP COLUMN "cashier_id",
ADD CONSTRAINT "money_sum_pkey" PRIMARY KEY ("store_id", "day", "hour", "currency");

-- CreateTable
CREATE TABLE "cashier_sum" (
    "store_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "cashier_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payments" INTEGER NOT NULL,
    "paid" BIGINT NOT NULL,
    "refunds" INTEGER NOT NULL,
    "refunded" BIGINT NOT NULL,

    CONSTRAINT "cashier_sum_pkey" PRIMARY KEY ("store_id","day","cashier_id","currency")
);

CREATE OR REPLACE FUNCTION "forget_sums"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7346290);
  DELETE FROM money_sum WHERE store_id = NEW.id;
  DELETE FROM cashier_sum WHERE store_id = NEW.id;
  DELETE FROM scan_time_sum WHERE store_id = NEW.id;
  INSERT INTO unsummed_money (id, is_refund)
    SELECT a.id, false FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id WHERE o.store_id = NEW.id AND a.status = 'paid'
    UNION ALL
    SELECT r.id, true FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id JOIN refund r ON r.attempt_id = a.id
      WHERE o.store_id = NEW.id AND r.status = 'done'
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

INSERT INTO "unsummed_money" ("id", "is_refund")
  SELECT "id", false FROM "payment_attempt" WHERE "status" = 'paid'
  UNION ALL
  SELECT "id", true FROM "refund" WHERE "status" = 'done'
  ON CONFLICT DO NOTHING;
