-- CreateTable
CREATE TABLE "merchant" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store" (
    "id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "practice" BOOLEAN NOT NULL,
    "time_zone" TEXT NOT NULL,
    "day_start_minute" INTEGER NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "code_life_minutes" INTEGER NOT NULL DEFAULT 3,
    "min_amount" BIGINT NOT NULL DEFAULT 1,
    "max_amount" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway_account" (
    "id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "generation" TEXT NOT NULL,
    "practice" BOOLEAN NOT NULL,
    "notify_token" TEXT NOT NULL,
    "current_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential_version" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_account" (
    "store_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "store_account_pkey" PRIMARY KEY ("store_id","currency")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner" BOOLEAN NOT NULL DEFAULT false,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","store_id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "shop_order" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "register_id" UUID NOT NULL,
    "cashier_id" UUID NOT NULL,
    "shift_id" UUID,
    "client_key" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reference" TEXT,
    "lines" BIGINT[],
    "status" TEXT NOT NULL,
    "anomaly" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "credential_version" INTEGER NOT NULL,
    "merchant_number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "subject" TEXT NOT NULL,
    "code_life_minutes" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "code_text" TEXT,
    "code_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "trade_number" TEXT,
    "buyer" TEXT,
    "create_calls" INTEGER NOT NULL DEFAULT 0,
    "end_reason" TEXT,
    "cancel_sent_at" TIMESTAMPTZ(3),
    "cancel_answer" TEXT,
    "paid_seen" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,
    "failure_code" TEXT,
    "next_check_at" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "check_answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "id" BIGSERIAL NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt_id" UUID,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "generation" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "notify_id" TEXT NOT NULL,
    "order_id" UUID,
    "body" BYTEA NOT NULL,
    "verdicts" JSONB NOT NULL,
    "effect" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "merchant_code_key" ON "merchant"("code");

-- CreateIndex
CREATE UNIQUE INDEX "store_code_key" ON "store"("code");

-- CreateIndex
CREATE UNIQUE INDEX "register_store_id_code_key" ON "register"("store_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_account_code_key" ON "gateway_account"("code");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_account_notify_token_key" ON "gateway_account"("notify_token");

-- CreateIndex
CREATE UNIQUE INDEX "credential_version_account_id_version_key" ON "credential_version"("account_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_login_key" ON "app_user"("login");

-- CreateIndex
CREATE INDEX "shop_order_register_id_created_at_idx" ON "shop_order"("register_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "shop_order_store_id_created_at_id_idx" ON "shop_order"("store_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "shop_order_register_id_client_key_key" ON "shop_order"("register_id", "client_key");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_merchant_number_key" ON "payment_attempt"("merchant_number");

-- CreateIndex
CREATE INDEX "payment_attempt_order_id_idx" ON "payment_attempt"("order_id");

-- CreateIndex
CREATE INDEX "order_event_order_id_id_idx" ON "order_event"("order_id", "id");

-- CreateIndex
CREATE INDEX "notification_order_id_idx" ON "notification"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_generation_account_id_notify_id_key" ON "notification"("generation", "account_id", "notify_id");

-- AddForeignKey
ALTER TABLE "store" ADD CONSTRAINT "store_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register" ADD CONSTRAINT "register_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_account" ADD CONSTRAINT "gateway_account_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential_version" ADD CONSTRAINT "credential_version_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "gateway_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store_account" ADD CONSTRAINT "store_account_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store_account" ADD CONSTRAINT "store_account_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "gateway_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_register_id_fkey" FOREIGN KEY ("register_id") REFERENCES "register"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_cashier_id_fkey" FOREIGN KEY ("cashier_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_account_id_credential_version_fkey" FOREIGN KEY ("account_id", "credential_version") REFERENCES "credential_version"("account_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say. These rules hold whatever the application does.

ALTER TABLE "store"
  ADD CONSTRAINT "store_code_life_is_1_to_15_minutes" CHECK ("code_life_minutes" BETWEEN 1 AND 15),
  ADD CONSTRAINT "store_day_start_is_a_minute" CHECK ("day_start_minute" BETWEEN 0 AND 1439),
  ADD CONSTRAINT "store_limits_make_sense" CHECK ("min_amount" > 0 AND "max_amount" >= "min_amount"),
  ADD CONSTRAINT "store_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$');

ALTER TABLE "gateway_account"
  ADD CONSTRAINT "gateway_account_generation_is_known" CHECK ("generation" IN ('openapi', 'mapi', 'intl'));

ALTER TABLE "app_user" ADD CONSTRAINT "app_user_login_is_lower_case" CHECK ("login" = lower("login"));

ALTER TABLE "membership" ADD CONSTRAINT "membership_role_is_known" CHECK ("role" IN ('owner', 'manager', 'cashier'));

ALTER TABLE "shop_order"
  ADD CONSTRAINT "shop_order_amount_is_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "shop_order_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "shop_order_status_is_known" CHECK ("status" IN ('open', 'paid', 'expired', 'cancelled', 'failed')),
  ADD CONSTRAINT "shop_order_anomaly_is_known" CHECK ("anomaly" IN ('paid_late', 'amount_mismatch', 'cancelled_refunded')),
  ADD CONSTRAINT "shop_order_paid_has_a_time" CHECK (("status" = 'paid') = ("paid_at" IS NOT NULL)),
  ADD CONSTRAINT "shop_order_reference_is_short" CHECK (char_length("reference") <= 64);

ALTER TABLE "payment_attempt"
  ADD CONSTRAINT "payment_attempt_amount_is_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "payment_attempt_currency_is_iso" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "payment_attempt_status_is_known" CHECK ("status" IN ('creating', 'checking', 'waiting', 'scanned', 'cancelling', 'paid', 'closed', 'failed')),
  ADD CONSTRAINT "payment_attempt_paid_has_a_trade" CHECK ("status" <> 'paid' OR "trade_number" IS NOT NULL),
  ADD CONSTRAINT "payment_attempt_open_is_watched" CHECK ("status" NOT IN ('creating', 'checking', 'waiting', 'scanned', 'cancelling') OR "next_check_at" IS NOT NULL);

-- At most one open trade per sale (I2).
CREATE UNIQUE INDEX "payment_attempt_one_open_per_order" ON "payment_attempt" ("order_id")
  WHERE "status" IN ('creating', 'checking', 'waiting', 'scanned', 'cancelling');

-- The worker's queue is this index.
CREATE INDEX "payment_attempt_due" ON "payment_attempt" ("next_check_at") WHERE "next_check_at" IS NOT NULL;

-- A paid sale stays paid, an amount stays what it was (I5, I8).
CREATE FUNCTION "keep_order_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'paid' AND NEW.status <> 'paid' THEN
    RAISE EXCEPTION 'order % is paid and stays paid', OLD.id;
  END IF;
  IF (NEW.amount, NEW.currency, NEW.store_id, NEW.register_id) IS DISTINCT FROM (OLD.amount, OLD.currency, OLD.store_id, OLD.register_id) THEN
    RAISE EXCEPTION 'order % keeps its amount and its place', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "shop_order_keeps_facts" BEFORE UPDATE ON "shop_order" FOR EACH ROW EXECUTE FUNCTION "keep_order_facts"();

CREATE FUNCTION "keep_attempt_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'paid' AND NEW.status <> 'paid' THEN
    RAISE EXCEPTION 'attempt % is paid and stays paid', OLD.id;
  END IF;
  IF (NEW.amount, NEW.currency, NEW.merchant_number, NEW.account_id, NEW.credential_version)
     IS DISTINCT FROM (OLD.amount, OLD.currency, OLD.merchant_number, OLD.account_id, OLD.credential_version) THEN
    RAISE EXCEPTION 'attempt % keeps what was sent', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payment_attempt_keeps_facts" BEFORE UPDATE ON "payment_attempt" FOR EACH ROW EXECUTE FUNCTION "keep_attempt_facts"();

-- What a till shows before its last ten: sales that are undecided or wait for a person.
CREATE INDEX "shop_order_on_till" ON "shop_order" ("register_id")
  WHERE "status" = 'open' OR ("anomaly" IN ('paid_late', 'amount_mismatch') AND "resolved_at" IS NULL);
