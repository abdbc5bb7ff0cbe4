-- AlterTable
ALTER TABLE "payment_attempt" ADD COLUMN     "refund_held" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refund_sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "refunded" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "client_key" UUID NOT NULL,
    "retry_keys" UUID[] DEFAULT ARRAY[]::UUID[],
    "refund_number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "way" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "lost" BOOLEAN NOT NULL DEFAULT false,
    "answer" TEXT,
    "failure" TEXT,
    "failure_code" TEXT,
    "again" BOOLEAN NOT NULL DEFAULT false,
    "next_check_at" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "refund_refund_number_key" ON "refund"("refund_number");

-- CreateIndex
CREATE UNIQUE INDEX "refund_attempt_id_client_key_key" ON "refund"("attempt_id", "client_key");

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "payment_attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "refund"
  ADD CONSTRAINT "refund_amount_is_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "refund_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "refund_way_is_known" CHECK ("way" IN ('refund', 'cancel')),
  ADD CONSTRAINT "refund_status_is_known" CHECK ("status" IN ('pending', 'checking', 'done', 'refused')),
  ADD CONSTRAINT "refund_open_is_watched" CHECK ("status" IN ('done', 'refused') OR "next_check_at" IS NOT NULL),
  ADD CONSTRAINT "refund_reason_is_short" CHECK (char_length("reason") <= 128);

-- Never more goes back than was paid, and only of what was paid (I12).
ALTER TABLE "payment_attempt"
  ADD CONSTRAINT "payment_attempt_refunds_fit" CHECK (0 <= "refunded" AND "refunded" <= "refund_held" AND "refund_held" <= "amount"),
  ADD CONSTRAINT "payment_attempt_refunds_what_is_paid" CHECK ("refund_held" = 0 OR "status" = 'paid');

-- One at a time: while it is not known what became of a refund, no other one of the payment begins (F39).
CREATE UNIQUE INDEX "refund_one_open_per_payment" ON "refund" ("attempt_id") WHERE "status" IN ('pending', 'checking');

CREATE INDEX "refund_due" ON "refund" ("next_check_at") WHERE "next_check_at" IS NOT NULL;

-- The sums of a payment follow its refunds; the CHECKs above refuse what does not fit, two at once included.
CREATE FUNCTION "keep_refund_books"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held bigint := CASE WHEN NEW.status = 'refused' THEN 0 ELSE NEW.amount END;
  done bigint := CASE WHEN NEW.status = 'done' THEN NEW.amount ELSE 0 END;
BEGIN
  IF TG_OP = 'INSERT' AND NEW.status <> 'pending' THEN
    RAISE EXCEPTION 'refund % begins as pending', NEW.id;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.status = 'done' AND NEW.status <> 'done' THEN
      RAISE EXCEPTION 'refund % is done and stays done', OLD.id;
    END IF;
    -- A proof that the money moved after all is taken at any time.
    IF OLD.status = 'refused' AND NOT OLD.again AND NEW.status NOT IN ('refused', 'done') THEN
      RAISE EXCEPTION 'refund % is refused and stays refused', OLD.id;
    END IF;
    IF (NEW.attempt_id, NEW.amount, NEW.currency, NEW.refund_number, NEW.reason)
       IS DISTINCT FROM (OLD.attempt_id, OLD.amount, OLD.currency, OLD.refund_number, OLD.reason) THEN
      RAISE EXCEPTION 'refund % keeps what was sent', OLD.id;
    END IF;
    held := held - CASE WHEN OLD.status = 'refused' THEN 0 ELSE OLD.amount END;
    done := done - CASE WHEN OLD.status = 'done' THEN OLD.amount ELSE 0 END;
  END IF;
  UPDATE payment_attempt
    SET refund_held = refund_held + held, refunded = refunded + done, revision = revision + 1
    WHERE id = NEW.attempt_id AND currency = NEW.currency;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'refund % is in another currency than its payment', NEW.id;
  END IF;
  -- Odd money that went back whole waits for nobody any more.
  IF NEW.status = 'done' THEN
    UPDATE shop_order o SET resolved_at = clock_timestamp()
      FROM payment_attempt a
      WHERE a.id = NEW.attempt_id AND a.refunded = a.amount AND o.id = a.order_id
        AND o.anomaly IN ('paid_late', 'paid_twice') AND o.resolved_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "refund_keeps_books" AFTER INSERT OR UPDATE OF "status", "attempt_id", "amount", "currency", "refund_number", "reason" ON "refund" FOR EACH ROW EXECUTE FUNCTION "keep_refund_books"();

-- Two payments of one sale.
ALTER TABLE "shop_order" DROP CONSTRAINT "shop_order_anomaly_is_known",
  ADD CONSTRAINT "shop_order_anomaly_is_known"
  CHECK ("anomaly" IN ('paid_late', 'paid_twice', 'amount_mismatch', 'undecided', 'cancelled_refunded'));

DROP INDEX "shop_order_on_till";
CREATE INDEX "shop_order_on_till" ON "shop_order" ("register_id")
  WHERE "status" = 'open' OR ("anomaly" IN ('paid_late', 'paid_twice', 'amount_mismatch', 'undecided') AND "resolved_at" IS NULL);

-- A payment only goes forward: the same table stands in lib/orders/states (I5, P1).
CREATE OR REPLACE FUNCTION "keep_attempt_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND (
    OLD.status = 'paid'
    OR NEW.status = 'creating'
    OR (OLD.status IN ('closed', 'failed') AND NEW.status <> 'paid')
    OR (OLD.status = 'cancelling' AND NEW.status IN ('waiting', 'scanned'))
    OR (OLD.status = 'scanned' AND NEW.status = 'waiting')
  ) THEN
    RAISE EXCEPTION 'attempt % does not go from % to %', OLD.id, OLD.status, NEW.status;
  END IF;
  IF (NEW.amount, NEW.currency, NEW.merchant_number, NEW.account_id, NEW.credential_version)
     IS DISTINCT FROM (OLD.amount, OLD.currency, OLD.merchant_number, OLD.account_id, OLD.credential_version) THEN
    RAISE EXCEPTION 'attempt % keeps what was sent', OLD.id;
  END IF;
  IF OLD.status = 'paid' AND NEW.trade_number IS DISTINCT FROM OLD.trade_number THEN
    RAISE EXCEPTION 'attempt % keeps the trade that paid it', OLD.id;
  END IF;
  -- Only "refund_keeps_books" counts what goes back.
  IF (NEW.refund_held, NEW.refunded) IS DISTINCT FROM (OLD.refund_held, OLD.refunded) AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'attempt %: its refunds are counted by their rows', OLD.id;
  END IF;
  RETURN NEW;
END $$;

-- A sale that has ended becomes paid by late money, or cancelled when a cancel turns out to have sent money back; nothing else.
CREATE OR REPLACE FUNCTION "keep_order_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND (
    OLD.status = 'paid'
    OR (OLD.status <> 'open' AND NEW.status <> 'paid'
        AND NOT (NEW.status = 'cancelled' AND NEW.anomaly IS NOT DISTINCT FROM 'cancelled_refunded'))
  ) THEN
    RAISE EXCEPTION 'order % does not go from % to %', OLD.id, OLD.status, NEW.status;
  END IF;
  IF (NEW.amount, NEW.currency, NEW.store_id, NEW.register_id) IS DISTINCT FROM (OLD.amount, OLD.currency, OLD.store_id, OLD.register_id) THEN
    RAISE EXCEPTION 'order % keeps its amount and its place', OLD.id;
  END IF;
  RETURN NEW;
END $$;

-- No sale is paid without the payment that paid it (I1). At the end of the statement: both are written by one.
CREATE FUNCTION "want_payment_of_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payment_attempt WHERE order_id = NEW.id AND status = 'paid') THEN
    RAISE EXCEPTION 'order % has no payment', NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "shop_order_is_paid_by_a_payment" AFTER UPDATE OF "status" ON "shop_order"
  FOR EACH ROW WHEN (NEW.status = 'paid' AND OLD.status <> 'paid') EXECUTE FUNCTION "want_payment_of_order"();
