-- SQL that the schema cannot express

CREATE OR REPLACE FUNCTION "keep_refund_books"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  -- Odd money that went back whole waits for nobody any more, unless there is more of it: of a sale that was paid in time one payment
  -- may stay, of one that had ended none by itself. Locked first, so that two refunds at once count one after the other.
  IF NEW.status = 'done' THEN
    PERFORM 1 FROM shop_order o JOIN payment_attempt a ON a.order_id = o.id
      WHERE a.id = NEW.attempt_id AND a.refunded = a.amount
        AND o.anomaly IN ('paid_late', 'paid_twice') AND o.resolved_at IS NULL
      FOR UPDATE OF o;
    IF FOUND THEN
      UPDATE shop_order o SET resolved_at = clock_timestamp()
        FROM payment_attempt a
        WHERE a.id = NEW.attempt_id AND o.id = a.order_id AND o.resolved_at IS NULL
          AND (SELECT count(*) FROM payment_attempt p WHERE p.order_id = o.id AND p.status = 'paid' AND p.refunded < p.amount)
              <= (o.anomaly = 'paid_twice')::int;
    END IF;
  END IF;
  RETURN NULL;
END $$;
