import { ICON_PATHS, type IconName } from "./icon-paths.ts";

/** A drawing beside words: hidden from screen readers. Its size and stroke come by class. */
export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className={`flex-none fill-none stroke-current [stroke-linecap:round] [stroke-linejoin:round] ${/stroke-\[/.test(className) ? "" : "stroke-[1.75]"} ${className}`}
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
