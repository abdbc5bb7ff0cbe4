-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- What Prisma's schema cannot say.

UPDATE "refund" SET "asked_at" = "created_at";

-- Whoever answers for a refund: the second person, or else the one who asked (R2, R3).
CREATE INDEX "refund_of_person" ON "refund" ((coalesce("approved_by_id", "asked_by_id")), "asked_at");

-- What a person gave back at a store in a stretch of time, all but what was refused.
CREATE FUNCTION "refunded_between"(person uuid, place uuid, money text, since timestamptz, until timestamptz) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(r.amount), 0)::bigint
  FROM refund r
  JOIN payment_attempt a ON a.id = r.attempt_id
  JOIN shop_order o ON o.id = a.order_id
  WHERE coalesce(r.approved_by_id, r.asked_by_id) = person AND r.asked_at >= since AND r.asked_at < until
    AND r.status <> 'refused' AND r.currency = money AND o.store_id = place
$$;

-- The same once nobody else can add to it before the end of the transaction. Volatile: it looks anew after it has waited.
CREATE FUNCTION "hold_refunded_between"(person uuid, place uuid, money text, since timestamptz, until timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM membership WHERE user_id = person AND store_id = place FOR NO KEY UPDATE;
  RETURN refunded_between(person, place, money, since, until);
END $$;
