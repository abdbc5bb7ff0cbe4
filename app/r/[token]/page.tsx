import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { speakersOf } from "#app/r/speak.ts";
import { ReceiptPage } from "#components/receipt/receipt-page.tsx";
import { writeReceipt } from "#components/receipt/write-receipt.ts";
import { processShop } from "#lib/process.ts";
import { viewReceipt } from "#lib/receipts/queries.ts";
import { isLanguage } from "../../../i18n/languages.ts";

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ lang?: string | string[] }>;
};

const findReceipt = cache((token: string) => viewReceipt(processShop(), token));

/** The receipt, and who writes it: the languages of its store, or the one that the customer chose. */
async function open({ params, searchParams }: Props) {
  const [{ token }, { lang }] = await Promise.all([params, searchParams]);
  const view = (await findReceipt(token)) ?? notFound();
  const chosen = isLanguage(lang) ? lang : null;
  const speakers = await speakersOf(chosen === null ? view.store : { language: chosen, secondLanguage: null });
  return { view, speakers, self: chosen === null ? "?" : `?lang=${chosen}` };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { speakers } = await open(props);
  return { title: speakers.first.t("title") };
}

/** A receipt for whoever holds its address: no sign-in, no script, and how the payment stands at this moment (E1, E10). */
export default async function PublicReceipt(props: Props) {
  const { view, speakers, self } = await open(props);
  const { first } = speakers;
  return (
    <ReceiptPage
      receipt={writeReceipt(view, speakers, null)}
      standing={view.standing}
      self={self}
      other={first.language === "en" ? "zh-CN" : "en"}
      texts={{ again: first.t("page.again"), code: first.t("page.code"), language: first.t("page.language") }}
    />
  );
}
