-- CreateTable
CREATE TABLE "unsummed_money" (
    "id" UUID NOT NULL,
    "is_refund" BOOLEAN NOT NULL,

    CONSTRAINT "unsummed_money_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "money_sum" (
    "store_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "hour" SMALLINT NOT NULL,
    "cashier_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payments" INTEGER NOT NULL,
    "paid" BIGINT NOT NULL,
    "refunds" INTEGER NOT NULL,
    "refunded" BIGINT NOT NULL,

    CONSTRAINT "money_sum_pkey" PRIMARY KEY ("store_id","day","hour","cashier_id","currency")
);

-- CreateTable
CREATE TABLE "scan_time_sum" (
    "store_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "seconds" SMALLINT NOT NULL,
    "payments" INTEGER NOT NULL,

    CONSTRAINT "scan_time_sum_pkey" PRIMARY KEY ("store_id","day","seconds")
);

-- Money stands in "unsummed_money" from the moment at which it is proven.
CREATE FUNCTION "note_money"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unsummed_money (id, is_refund) VALUES (NEW.id, TG_TABLE_NAME = 'refund');
  RETURN NULL;
END $$;
CREATE TRIGGER "payment_is_noted" AFTER UPDATE OF "status" ON "payment_attempt"
  FOR EACH ROW WHEN (NEW.status = 'paid' AND OLD.status <> 'paid') EXECUTE FUNCTION "note_money"();
CREATE TRIGGER "new_payment_is_noted" AFTER INSERT ON "payment_attempt"
  FOR EACH ROW WHEN (NEW.status = 'paid') EXECUTE FUNCTION "note_money"();
CREATE TRIGGER "refund_is_noted" AFTER UPDATE OF "status" ON "refund"
  FOR EACH ROW WHEN (NEW.status = 'done' AND OLD.status <> 'done') EXECUTE FUNCTION "note_money"();

-- Another zone or another beginning of the day: all hours and days of the store are added up anew. The lock keeps the worker from adding
-- to sums of the old days meanwhile.
CREATE FUNCTION "forget_sums"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7346290);
  DELETE FROM money_sum WHERE store_id = NEW.id;
  DELETE FROM scan_time_sum WHERE store_id = NEW.id;
  INSERT INTO unsummed_money (id, is_refund)
    SELECT a.id, false FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id WHERE o.store_id = NEW.id AND a.status = 'paid'
    UNION ALL
    SELECT r.id, true FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id JOIN refund r ON r.attempt_id = a.id
      WHERE o.store_id = NEW.id AND r.status = 'done'
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "store_has_other_days" AFTER UPDATE OF "time_zone", "day_start_minute" ON "store"
  FOR EACH ROW WHEN ((NEW.time_zone, NEW.day_start_minute) IS DISTINCT FROM (OLD.time_zone, OLD.day_start_minute))
  EXECUTE FUNCTION "forget_sums"();

-- What moved before.
INSERT INTO "unsummed_money" ("id", "is_refund")
  SELECT "id", false FROM "payment_attempt" WHERE "status" = 'paid'
  UNION ALL
  SELECT "id", true FROM "refund" WHERE "status" = 'done';
