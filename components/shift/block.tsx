import type { ReactNode } from "react";

type Props = { id: string; title: string; aside?: ReactNode; children: ReactNode };

/** One part of a page, under its heading. */
export function Block({ id, title, aside, children }: Props) {
  return (
    <section
      aria-labelledby={id}
      className="rounded-card border border-line bg-card px-4 pt-3 pb-3 tablet:px-6 tablet:pb-4 print:hidden"
    >
      <div className="mb-2 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-tape">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
