import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";

/** A page with one thing to say or ask: the brand, a title, and what follows, in one narrow column. */
export function PlainPage({ title, foot, children }: { title: string; foot?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto] justify-items-center px-4 py-6">
      <main className="grid w-full max-w-90 gap-5 self-center">
        <Brand big />
        <h1 className="text-balance font-semibold text-title tracking-[-0.01em]">{title}</h1>
        {children}
      </main>
      {foot}
    </div>
  );
}
