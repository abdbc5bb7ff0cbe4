/** A row of the user's menu. */
export const MENU_ROW =
  "flex min-h-11 w-full items-center gap-3 rounded-chip px-3 text-left text-table text-text no-underline hover:bg-hover";
