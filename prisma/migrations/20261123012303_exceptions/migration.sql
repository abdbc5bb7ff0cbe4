-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "amount" BIGINT,
ADD COLUMN     "currency" CHAR(3),
ADD COLUMN     "dismiss_reason" TEXT,
ADD COLUMN     "dismissed_at" TIMESTAMPTZ(3),
ADD COLUMN     "dismissed_by_id" UUID;

-- CreateTable
CREATE TABLE "possible_double" (
    "order_id" UUID NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "possible_double_pkey" PRIMARY KEY ("order_id")
);

-- AddForeignKey
ALTER TABLE "possible_double" ADD CONSTRAINT "possible_double_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "shop_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "notification"
  ADD CONSTRAINT "notification_names_money_whole" CHECK (("amount" IS NULL) = ("currency" IS NULL)),
  ADD CONSTRAINT "notification_is_dismissed_whole" CHECK (
    ("dismissed_at" IS NULL) = ("dismissed_by_id" IS NULL) AND ("dismissed_at" IS NULL) = ("dismiss_reason" IS NULL));

-- What waits for a person: few among many (lib/exceptions).
CREATE INDEX "notification_parked" ON "notification" ("account_id")
  WHERE "effect" IN ('parked', 'parked_mismatch', 'parked_unknown_order') AND "dismissed_at" IS NULL;
