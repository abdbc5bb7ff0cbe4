import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-paths.ts";

/** A sentence on the tint of its tone. */
export function Note({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <div className="flex gap-3 rounded-card bg-tone-tint px-4 py-3 text-table text-text">
      <Icon name={icon} className="size-5 text-tone" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
