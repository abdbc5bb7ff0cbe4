-- What is removed after its time is found without a look at what stays, or was removed already.
CREATE INDEX "notification_with_body" ON "notification" ("received_at") WHERE "body" <> ''::bytea;
CREATE INDEX "payment_attempt_with_buyer" ON "payment_attempt" ("created_at") WHERE "buyer" IS NOT NULL;
