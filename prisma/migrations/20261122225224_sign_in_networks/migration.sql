-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "networks" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "sign_in_throttle_locked_until_idx" ON "sign_in_throttle"("locked_until");
