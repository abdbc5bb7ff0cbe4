"use client";

import "./globals.css";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";
import texts from "#messages/last-resort.json";

/** Stands in when even the layout failed, so it knows no language: it speaks both. */
export default function GlobalError() {
  return (
    <html lang="en" data-theme="system">
      <body>
        <PlainPage title={texts.en.title}>
          <p role="alert">{texts.en.text}</p>
          <div lang="zh-CN">
            <p className="font-semibold">{texts["zh-CN"].title}</p>
            <p>{texts["zh-CN"].text}</p>
          </div>
          <Button look="primary" className="min-h-13" onClick={() => location.reload()}>
            {texts.en.reload} <span lang="zh-CN">{texts["zh-CN"].reload}</span>
          </Button>
        </PlainPage>
      </body>
    </html>
  );
}
