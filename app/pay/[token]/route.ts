import { notFound } from "next/navigation";
import { findPayment } from "#app/pay/find-payment.ts";

type Props = { params: Promise<{ token: string }> };

/**
 * Our own short address of a payment: leads to Alipay's page while that can be paid, else to what became of it. Nothing
 * of the request but the token counts or goes on.
 */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { token } = await params;
  const payment = (await findPayment(token)) ?? notFound();
  const location = payment.address ?? `/pay/${token}/result`;
  return new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
