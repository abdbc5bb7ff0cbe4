-- CreateIndex
CREATE INDEX "shop_order_store_id_currency_amount_idx" ON "shop_order"("store_id", "currency", "amount");

-- What people search the list of orders for (lib/orders/list): the beginning of a reference, the end of a trade number.
CREATE INDEX "shop_order_reference" ON "shop_order" ("store_id", lower("reference") text_pattern_ops) WHERE "reference" IS NOT NULL;
CREATE INDEX "payment_attempt_trade" ON "payment_attempt" (reverse("trade_number") text_pattern_ops) WHERE "trade_number" IS NOT NULL;

-- What is rare is found without reading what is not.
CREATE INDEX "shop_order_odd" ON "shop_order" ("store_id", "created_at" DESC, "id" DESC) WHERE "anomaly" IS NOT NULL;
CREATE INDEX "payment_attempt_refunded" ON "payment_attempt" ("order_id") WHERE "refunded" > 0;
