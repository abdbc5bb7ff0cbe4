import { TestChip } from "#components/shell/test-mark.tsx";

/** Whose till this is; and that no real money moves, where it is one for practice. */
export const ShopName = ({ name, practice, className }: { name: string; practice: boolean; className: string }) => (
  <p className={`flex flex-wrap items-center gap-x-4 gap-y-1 ${className}`}>
    <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
    {practice && <TestChip />}
  </p>
);
