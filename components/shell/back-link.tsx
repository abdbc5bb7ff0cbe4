import { Icon } from "#components/ui/icon.tsx";

/** One page up, above the name of a page; its arrow stands on the page's edge. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="-ml-1.5 inline-flex min-h-11 items-center gap-1 text-muted text-table no-underline hover:text-text"
    >
      <Icon name="left" className="size-5" />
      {children}
    </a>
  );
}
