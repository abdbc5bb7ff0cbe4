import "server-only";
import { getTranslations } from "next-intl/server";
import type { Doer } from "#lib/actor.ts";
import type { Staff } from "#lib/auth/find-staff.ts";
import { processShop, type Shop } from "#lib/process.ts";
import { noteRefusal } from "./refusal.ts";
import { acting, currentStaff, doer } from "./session.ts";

type Asked = { shop: Shop; staff: Staff; doer: Doer; query: Record<string, string> };
type Begun = { kind: "not_allowed" | "busy" } | { kind: "begun"; file: ReadableStream<Uint8Array> };

/** `page`: whose table it is. `name`: of the file, without its day. */
type Download = { page: string; name: string; begin: (asked: Asked) => Promise<Begun> };

/**
 * Answers a page's form with a file. To take a table out of the shop is risky: it is asked for by a post from a page of this shop,
 * by somebody whose sign-in is young (S12), and the use case looks who may. Others are led back to the page.
 */
export const download =
  ({ page, name, begin }: Download) =>
  async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const query = Object.fromEntries(searchParams);
    const staff = await acting(query);
    const result = staff?.session.fresh
      ? await begin({ shop: processShop(), staff, doer: await doer(staff), query })
      : { kind: staff === null ? ("signed_out" as const) : ("stale" as const) };
    if (result.kind === "begun") {
      const day = new Date().toISOString().slice(0, 10);
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}-${day}.csv"`,
      };
      return new Response(result.file, { headers: { ...PRIVATE, ...headers } });
    }
    if (result.kind === "busy") {
      const t = await getTranslations("export");
      const headers = { ...PRIVATE, "content-type": "text/plain; charset=utf-8", "retry-after": "30" };
      return new Response(`${t("running")}\n`, { status: 429, headers });
    }
    // Who may not act here may be signed in all the same.
    noteRefusal(pathname, { user: (await currentStaff())?.user.id ?? null, why: result.kind });
    return new Response(null, { status: 303, headers: { ...PRIVATE, location: staff === null ? "/login" : page } });
  };

const PRIVATE = { "cache-control": "no-store" };
