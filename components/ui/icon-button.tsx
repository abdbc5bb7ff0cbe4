import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-paths.ts";

type Props = { icon: IconName; label: string; onClick: () => void; className?: string };

/** A button that is only a drawing, 44 × 44, with its name for screen readers. */
export function IconButton({ icon, label, onClick, className = "" }: Props) {
  return (
    <Button look="plain" aria-label={label} onClick={onClick} className={`w-11 px-0! ${className}`}>
      <Icon name={icon} />
    </Button>
  );
}
