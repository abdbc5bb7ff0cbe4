-- CreateIndex
CREATE INDEX "notification_account_id_received_at_idx" ON "notification"("account_id", "received_at" DESC);
