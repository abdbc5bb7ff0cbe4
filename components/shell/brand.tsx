import { Icon } from "#components/ui/icon.tsx";

/** The mark and the name; on phones, where the bar is narrow, it may be the mark alone. */
export function Brand({ big = false }: { big?: boolean }) {
  return (
    <span
      className={`inline-flex items-center gap-2.5 font-semibold tracking-[-0.01em] ${big ? "text-tape" : "text-body"}`}
    >
      <Icon name="mark" className={`${big ? "size-7" : "size-5"} stroke-[2.25] text-accent`} />
      Scantill
    </span>
  );
}
