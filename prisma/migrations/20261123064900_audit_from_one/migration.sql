-- The chain is read from its first entry: none may stand before that.
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_from_one" CHECK ("number" > 0);
