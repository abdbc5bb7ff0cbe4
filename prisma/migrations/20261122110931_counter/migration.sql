-- 128 bits for the address of a receipt: two random UUIDs (122 bits each), mixed, half of the digest.
CREATE FUNCTION "new_token"() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT substr(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'), 1, 32)
$$;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "pin_hash" BYTEA;

-- AlterTable
ALTER TABLE "payment_attempt" ADD COLUMN     "counted_shift_id" UUID;

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "approved_by_id" UUID,
ADD COLUMN     "counted_shift_id" UUID,
ADD COLUMN     "receipt_token" TEXT NOT NULL DEFAULT new_token(),
ADD COLUMN     "shift_id" UUID;

-- AlterTable
ALTER TABLE "register" ADD COLUMN     "paper_width" INTEGER NOT NULL DEFAULT 80,
ADD COLUMN     "shown_at" TIMESTAMPTZ(3),
ADD COLUMN     "shown_order_id" UUID,
ADD COLUMN     "voice" TEXT NOT NULL DEFAULT 'store',
ADD COLUMN     "volume" INTEGER NOT NULL DEFAULT 80;

-- AlterTable
ALTER TABLE "shop_order" ADD COLUMN     "not_double_at" TIMESTAMPTZ(3),
ADD COLUMN     "receipt_token" TEXT NOT NULL DEFAULT new_token();

-- AlterTable
ALTER TABLE "store" ADD COLUMN     "address" TEXT,
ADD COLUMN     "cents_first" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "idle_lock_minutes" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'zh-CN',
ADD COLUMN     "lock_after_sale" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pin_length" INTEGER NOT NULL DEFAULT 4,
ADD COLUMN     "receipt_footer" TEXT,
ADD COLUMN     "require_shift" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "return_seconds" INTEGER NOT NULL DEFAULT 8,
ADD COLUMN     "second_language" TEXT,
ADD COLUMN     "tax_id" TEXT;

-- AlterTable
ALTER TABLE "store_account" ADD COLUMN     "confirm_from" BIGINT;

-- CreateTable
CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "store_id" UUID,
    "register_id" UUID,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "pairing_code" TEXT,
    "pairing_ends_at" TIMESTAMPTZ(3),
    "admitted_by_id" UUID,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_limit" (
    "store_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "per_refund" BIGINT,
    "per_day" BIGINT,
    "own_sales_only" BOOLEAN NOT NULL DEFAULT false,
    "window_hours" INTEGER,

    CONSTRAINT "refund_limit_pkey" PRIMARY KEY ("store_id","role","currency")
);

-- CreateTable
CREATE TABLE "shift" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "register_id" UUID NOT NULL,
    "device_id" UUID,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "held_by_id" UUID NOT NULL,
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shift_event" (
    "id" BIGSERIAL NOT NULL,
    "shift_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "shift_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "z_report" (
    "shift_id" UUID NOT NULL,
    "register_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "z_report_pkey" PRIMARY KEY ("shift_id")
);

-- CreateTable
CREATE UNLOGGED TABLE "gateway_call" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ms" INTEGER NOT NULL,
    "answered" BOOLEAN NOT NULL,

    CONSTRAINT "gateway_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "payment_attempt_counted_shift_id_idx" ON "payment_attempt"("counted_shift_id");

-- CreateIndex
CREATE INDEX "refund_counted_shift_id_idx" ON "refund"("counted_shift_id");

-- CreateIndex
CREATE UNIQUE INDEX "device_token_hash_key" ON "device"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "device_pairing_code_key" ON "device"("pairing_code");

-- CreateIndex
CREATE INDEX "device_register_id_idx" ON "device"("register_id");

-- CreateIndex
CREATE INDEX "shift_register_id_opened_at_idx" ON "shift"("register_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "shift_event_shift_id_id_idx" ON "shift_event"("shift_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "z_report_register_id_number_key" ON "z_report"("register_id", "number");

-- CreateIndex
CREATE INDEX "gateway_call_account_id_at_idx" ON "gateway_call"("account_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "membership_store_id_pin_hash_key" ON "membership"("store_id", "pin_hash");

-- CreateIndex
CREATE UNIQUE INDEX "refund_receipt_token_key" ON "refund"("receipt_token");

-- CreateIndex
CREATE UNIQUE INDEX "shop_order_receipt_token_key" ON "shop_order"("receipt_token");

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_register_id_fkey" FOREIGN KEY ("register_id") REFERENCES "register"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_admitted_by_id_fkey" FOREIGN KEY ("admitted_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_limit" ADD CONSTRAINT "refund_limit_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_counted_shift_id_fkey" FOREIGN KEY ("counted_shift_id") REFERENCES "shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_approved_by_id_fkey" FOREIGN KEY ("approved_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_counted_shift_id_fkey" FOREIGN KEY ("counted_shift_id") REFERENCES "shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_register_id_fkey" FOREIGN KEY ("register_id") REFERENCES "register"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_held_by_id_fkey" FOREIGN KEY ("held_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift" ADD CONSTRAINT "shift_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift_event" ADD CONSTRAINT "shift_event_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "z_report" ADD CONSTRAINT "z_report_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "z_report" ADD CONSTRAINT "z_report_register_id_fkey" FOREIGN KEY ("register_id") REFERENCES "register"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

ALTER TABLE "membership" DROP CONSTRAINT "membership_role_is_known",
  ADD CONSTRAINT "membership_role_is_known" CHECK ("role" IN ('owner', 'manager', 'cashier', 'auditor', 'developer'));
ALTER TABLE "refund_limit"
  ADD CONSTRAINT "refund_limit_role_is_known" CHECK ("role" IN ('owner', 'manager', 'cashier', 'auditor', 'developer')),
  ADD CONSTRAINT "refund_limit_is_not_negative" CHECK ("per_refund" >= 0 AND "per_day" >= 0),
  ADD CONSTRAINT "refund_limit_window_is_positive" CHECK ("window_hours" > 0);

ALTER TABLE "store"
  ADD CONSTRAINT "store_language_is_known" CHECK ("language" IN ('en', 'zh-CN')),
  ADD CONSTRAINT "store_second_language_is_another" CHECK ("second_language" IN ('en', 'zh-CN') AND "second_language" <> "language"),
  ADD CONSTRAINT "store_pin_length_is_possible" CHECK ("pin_length" BETWEEN 4 AND 8),
  ADD CONSTRAINT "store_idle_lock_is_possible" CHECK ("idle_lock_minutes" BETWEEN 0 AND 30),
  ADD CONSTRAINT "store_return_is_possible" CHECK ("return_seconds" IN (0, 5, 8, 15));
ALTER TABLE "register"
  ADD CONSTRAINT "register_volume_is_percent" CHECK ("volume" BETWEEN 0 AND 100),
  ADD CONSTRAINT "register_voice_is_known" CHECK ("voice" IN ('store', 'en', 'zh-CN', 'off')),
  ADD CONSTRAINT "register_paper_is_known" CHECK ("paper_width" IN (58, 80));
ALTER TABLE "store_account" ADD CONSTRAINT "store_account_confirm_is_positive" CHECK ("confirm_from" > 0);

-- A till always has its register; a display gets one by being paired, and its code is gone then.
ALTER TABLE "device"
  ADD CONSTRAINT "device_kind_is_known" CHECK ("kind" IN ('till', 'display')),
  ADD CONSTRAINT "device_has_a_place" CHECK (("store_id" IS NULL) = ("pairing_code" IS NOT NULL)),
  ADD CONSTRAINT "device_place_is_whole" CHECK (("store_id" IS NULL) = ("register_id" IS NULL)),
  ADD CONSTRAINT "device_till_has_a_place" CHECK ("kind" = 'display' OR "register_id" IS NOT NULL),
  ADD CONSTRAINT "device_code_ends" CHECK (("pairing_code" IS NULL) = ("pairing_ends_at" IS NULL));

-- One open shift per register (Z1).
CREATE UNIQUE INDEX "shift_one_open_per_register" ON "shift" ("register_id") WHERE "closed_at" IS NULL;
ALTER TABLE "shift" ADD CONSTRAINT "shift_closed_by_somebody" CHECK (("closed_at" IS NULL) = ("closed_by_id" IS NULL));
ALTER TABLE "shift_event" ADD CONSTRAINT "shift_event_kind_is_known" CHECK ("kind" IN ('opened', 'handed_over', 'closed', 'printed'));
ALTER TABLE "z_report" ADD CONSTRAINT "z_report_number_is_positive" CHECK ("number" > 0);

-- What no closing report has counted yet.
CREATE INDEX "payment_attempt_uncounted" ON "payment_attempt" ("order_id") WHERE "status" = 'paid' AND "counted_shift_id" IS NULL;
CREATE INDEX "refund_uncounted" ON "refund" ("attempt_id") WHERE "status" = 'done' AND "counted_shift_id" IS NULL;
CREATE INDEX "shop_order_of_shift" ON "shop_order" ("shift_id") WHERE "shift_id" IS NOT NULL;
-- Payments of a register that may be one another's double (P13).
CREATE INDEX "shop_order_paid_on_register" ON "shop_order" ("register_id", "paid_at") WHERE "paid_at" IS NOT NULL;

-- A closed shift stays as it was, and no money changes the report that counted it (Z2, Z3).
CREATE FUNCTION "keep_shift_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN RAISE EXCEPTION 'shift % is closed', OLD.id; END IF;
  IF (NEW.store_id, NEW.register_id, NEW.opened_by_id, NEW.opened_at) IS DISTINCT FROM
     (OLD.store_id, OLD.register_id, OLD.opened_by_id, OLD.opened_at) THEN
    RAISE EXCEPTION 'shift % keeps its place and its beginning', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "shift_keeps_facts" BEFORE UPDATE ON "shift" FOR EACH ROW EXECUTE FUNCTION "keep_shift_facts"();

CREATE FUNCTION "keep_counted_shift"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is counted by shift % already', OLD.id, OLD.counted_shift_id;
END $$;
CREATE TRIGGER "payment_attempt_is_counted_once" BEFORE UPDATE OF "counted_shift_id" ON "payment_attempt"
  FOR EACH ROW WHEN (OLD.counted_shift_id IS NOT NULL AND NEW.counted_shift_id IS DISTINCT FROM OLD.counted_shift_id)
  EXECUTE FUNCTION "keep_counted_shift"();
CREATE TRIGGER "refund_is_counted_once" BEFORE UPDATE OF "counted_shift_id" ON "refund"
  FOR EACH ROW WHEN (OLD.counted_shift_id IS NOT NULL AND NEW.counted_shift_id IS DISTINCT FROM OLD.counted_shift_id)
  EXECUTE FUNCTION "keep_counted_shift"();

-- The shift of an order is a fact of its beginning.
CREATE FUNCTION "keep_order_shift"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'order % keeps its shift', OLD.id;
END $$;
CREATE TRIGGER "shop_order_keeps_shift" BEFORE UPDATE OF "shift_id" ON "shop_order"
  FOR EACH ROW WHEN (NEW.shift_id IS DISTINCT FROM OLD.shift_id) EXECUTE FUNCTION "keep_order_shift"();
