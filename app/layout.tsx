import "./globals.css";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { readPreferences } from "../i18n/preferences.ts";

export const metadata: Metadata = {
  title: { default: "Scantill", template: "%s · Scantill" },
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#1a2027" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Scripts carry the nonce of their answer, so no page may be made in advance.
  await connection();
  const [{ language, theme }, { errors }] = await Promise.all([readPreferences(), getMessages()]);
  return (
    <html lang={language} data-theme={theme}>
      <body>
        <NextIntlClientProvider messages={{ errors }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
