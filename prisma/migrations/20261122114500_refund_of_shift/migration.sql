-- What was given back in a shift, for its report and its truth check.
CREATE INDEX "refund_of_shift" ON "refund" ("shift_id") WHERE "shift_id" IS NOT NULL;
