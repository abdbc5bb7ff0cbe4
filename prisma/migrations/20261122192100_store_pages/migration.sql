-- AlterTable
ALTER TABLE "credential_version" ADD COLUMN     "saved_by_id" UUID;

-- AlterTable
ALTER TABLE "gateway_account" ADD COLUMN     "removed_at" TIMESTAMPTZ(3),
ADD COLUMN     "store_id" UUID,
ADD COLUMN     "tested_at" TIMESTAMPTZ(3),
ADD COLUMN     "tested_version" INTEGER;

-- AddForeignKey
ALTER TABLE "gateway_account" ADD CONSTRAINT "gateway_account_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential_version" ADD CONSTRAINT "credential_version_saved_by_id_fkey" FOREIGN KEY ("saved_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
