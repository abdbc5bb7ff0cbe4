-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "last_sign_in_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "role_copy" (
    "id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "base" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rights" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "role" TEXT,
    "for_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "role_copy_merchant_id_name_key" ON "role_copy"("merchant_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_store_id_idx" ON "invitation"("store_id");

-- AddForeignKey
ALTER TABLE "role_copy" ADD CONSTRAINT "role_copy_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_for_id_fkey" FOREIGN KEY ("for_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_used_by_id_fkey" FOREIGN KEY ("used_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- What makes an owner is the role itself: no copy has it.
ALTER TABLE "role_copy"
  ADD CONSTRAINT "role_copy_base_is_fixed" CHECK ("base" IN ('owner', 'manager', 'cashier', 'auditor', 'developer')),
  ADD CONSTRAINT "role_copy_is_no_owner" CHECK (NOT 'manage_owners' = ANY ("rights"));

ALTER TABLE "invitation"
  ADD CONSTRAINT "invitation_joins_or_sets_password" CHECK (("role" IS NULL) = ("for_id" IS NOT NULL)),
  ADD CONSTRAINT "invitation_ends_once" CHECK (("used_at" IS NULL) = ("used_by_id" IS NULL) AND ("used_at" IS NULL OR "withdrawn_at" IS NULL));

-- A role is one of the five, or the id of a copy; what is neither, or of a copy that is not there, has no right.
ALTER TABLE "membership" DROP CONSTRAINT "membership_role_is_known";
ALTER TABLE "membership" ADD CONSTRAINT "membership_role_is_known" CHECK
  ("role" IN ('owner', 'manager', 'cashier', 'auditor', 'developer') OR "role" ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
