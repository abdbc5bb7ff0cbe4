import type { ComponentProps } from "react";
import { Icon } from "#components/ui/icon.tsx";

type Props = Omit<ComponentProps<"input">, "type" | "aria-label"> & {
  label: string;
  /** The key that leads here, where there is one. */
  shortcut?: string;
};

/** What a list is searched for, in the frame of a filter. */
export function SearchField({ label, shortcut, className = "", ...input }: Props) {
  return (
    <span
      className={`flex min-h-11 min-w-60 flex-1 items-center gap-2 rounded-card border border-control bg-card pl-3.5 focus-within:outline-3 focus-within:outline-accent focus-within:outline-offset-2 ${className}`}
    >
      <Icon name="search" />
      <input
        type="search"
        aria-label={label}
        className="h-10.5 w-full min-w-0 flex-1 bg-transparent pr-2 text-table outline-none placeholder:text-muted"
        {...input}
      />
      {shortcut !== undefined && (
        <span
          aria-hidden="true"
          className="mr-3 rounded-[4px] border border-line-2 px-1.5 font-sans text-muted text-small max-desktop:hidden"
        >
          {shortcut}
        </span>
      )}
    </span>
  );
}
