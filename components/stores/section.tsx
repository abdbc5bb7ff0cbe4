import { type ReactNode, useId } from "react";

type Props = { title: string; text?: string; aside?: ReactNode; children: ReactNode };

/** A part of a store's page: what it is about at the left, on phones above, and its content on a card. */
export function Section({ title, text, aside, children }: Props) {
  return (
    <section aria-label={title} className="mb-6 max-w-240 rounded-card border border-line bg-card">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-5 py-3.5">
        <div className="min-w-0 flex-1 basis-44">
          <h2 className="font-semibold text-body">{title}</h2>
          {text !== undefined && <p className="text-muted text-table">{text}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** What belongs together, its name at the left where there is room. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <fieldset
      aria-labelledby={heading}
      className="grid min-w-0 gap-4 border-line not-first:border-t not-first:pt-5 desktop:grid-cols-[12rem_minmax(0,35rem)]"
    >
      <h3 id={heading} className="font-semibold text-body">
        {title}
      </h3>
      <div className="grid min-w-0 gap-4">{children}</div>
    </fieldset>
  );
}

/** Two short fields side by side. */
export const Columns = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-4 tablet:grid-cols-2">{children}</div>
);
