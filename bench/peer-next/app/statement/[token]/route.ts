// Our own use case, with its one statement, in a route of Next instead of in the front.
import { receiveNotice } from "#lib/notices/receive-notice.ts";
import { processShop } from "#lib/process.ts";

export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const { reply } = await receiveNotice(processShop(), {
    generation: "openapi",
    token,
    body: Buffer.from(await request.arrayBuffer()),
    query: "",
    contentType: request.headers.get("content-type"),
  });
  return new Response(reply.body, { status: reply.status, headers: { "content-type": reply.contentType } });
}
