"use client";

import { Icon } from "#components/ui/icon.tsx";
import { useInbox } from "./use-inbox.ts";

/** On every page of the office: how many cases wait for a person, with the way to them. Nothing while there are none. */
export function InboxBadge({ label }: { label: string }) {
  const inbox = useInbox();
  if (inbox === null || inbox.count === 0) return null;
  return (
    <a
      href="/exceptions"
      data-inbox={inbox.count}
      className="tone-fail inline-flex min-h-11 flex-none items-center gap-1.5 rounded-chip px-2 font-semibold text-table text-tone no-underline hover:bg-hover"
    >
      <Icon name="octagon" className="size-5" />
      <span className="sr-only">{label}</span>
      {inbox.isMore ? `${inbox.count}+` : inbox.count}
    </a>
  );
}
