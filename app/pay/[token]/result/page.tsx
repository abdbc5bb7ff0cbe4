import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { findPayment } from "#app/pay/find-payment.ts";
import { Result } from "#components/pay/result.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pay");
  return { title: t("title") };
}

type Props = { params: Promise<{ token: string }> };

/**
 * Where Alipay's page sends the customer afterwards. What it adds to the address proves nothing and is not read
 * (intl.md 4.6): the state is what the shop itself knows.
 */
export default async function PayResultPage({ params }: Props) {
  const payment = (await findPayment((await params).token)) ?? notFound();
  return <Result order={payment.order} />;
}
