import { getTranslations } from "next-intl/server";
import { findPayment } from "#app/pay/find-payment.ts";

type Props = { params: Promise<{ token: string }> };

const PRIVATE = { "cache-control": "no-store" };

/**
 * Our own short address of a payment: leads to Alipay's page while that can be paid, else to what became of it. Nothing
 * of the request but the token counts or goes on.
 */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { token } = await params;
  const payment = await findPayment(token);
  if (payment === null) {
    const t = await getTranslations("errors");
    const headers = { ...PRIVATE, "content-type": "text/plain; charset=utf-8" };
    return new Response(`${t("notFound")}\n\n${t("notFoundText")}\n`, { status: 404, headers });
  }
  const location = payment.address ?? `/pay/${token}/result`;
  return new Response(null, { status: 303, headers: { ...PRIVATE, location } });
}
