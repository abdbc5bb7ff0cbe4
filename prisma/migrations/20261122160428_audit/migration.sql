-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "device_id" UUID,
    "address" TEXT,
    "store_id" UUID,
    "register_id" UUID,
    "subject" TEXT NOT NULL,
    "subject_id" UUID,
    "facts" JSONB NOT NULL,
    "number" BIGINT,
    "hash" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_number_key" ON "audit_entry"("number");

-- CreateIndex
CREATE INDEX "audit_entry_store_id_id_idx" ON "audit_entry"("store_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_kind_at_idx" ON "audit_entry"("subject_id", "kind", "at");

-- What Prisma's schema cannot say.

ALTER TABLE "audit_entry"
  ADD CONSTRAINT "audit_entry_is_sealed_whole" CHECK (("number" IS NULL) = ("hash" IS NULL)),
  ADD CONSTRAINT "audit_entry_hash_is_sha256" CHECK ("hash" ~ '^[0-9a-f]{64}$');

-- What waits to be sealed.
CREATE INDEX "audit_entry_unsealed" ON "audit_entry" ("id") WHERE "number" IS NULL;

-- An entry stays as it was written, for everybody (I13). Once it gets its place in the chain; nothing else changes, and nothing goes.
CREATE FUNCTION "keep_audit_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.number IS NULL AND to_jsonb(NEW) - '{number,hash}'::text[] = to_jsonb(OLD) - '{number,hash}'::text[] THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit entry % stays as it was written', OLD.id;
  END IF;
  RAISE EXCEPTION 'audit entries are never removed';
END $$;
CREATE TRIGGER "audit_entry_stays" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "keep_audit_entry"();
CREATE TRIGGER "audit_entries_stay" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "keep_audit_entry"();
