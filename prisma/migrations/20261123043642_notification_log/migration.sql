-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "envelope" JSONB,
ADD COLUMN     "took_ms" REAL;

-- CreateTable
CREATE TABLE "refused_notice" (
    "id" UUID NOT NULL,
    "generation" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,
    "envelope" JSONB NOT NULL,
    "verdicts" JSONB NOT NULL,
    "why" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "deliveries" INTEGER NOT NULL,
    "took_ms" REAL NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "unkept" INTEGER NOT NULL DEFAULT 0,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "refused_notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "refused_notice_account_id_received_at_idx" ON "refused_notice"("account_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "refused_notice_account_id_digest_key" ON "refused_notice"("account_id", "digest");

-- What the log shows first when it is asked for trouble (lib/notices/log): few among many.
CREATE INDEX "notification_trouble" ON "notification" ("id") WHERE "effect" IN ('parked', 'parked_mismatch', 'parked_unknown_order');
