-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "password_issued" BOOLEAN NOT NULL DEFAULT false;
