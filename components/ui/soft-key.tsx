import type { ReactNode, Ref } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-paths.ts";

type Look = "line" | "primary" | "cancel";

const SHAPE =
  "flex min-h-18 w-full flex-col items-center justify-center gap-0.5 rounded-card border px-0.5 py-1 text-center font-semibold text-small leading-4 no-underline transition-colors duration-100";
const LOOKS: Record<Look, string> = {
  line: "border-line-2 bg-key text-text shadow-key hover:bg-hover",
  primary: "border-transparent bg-accent-fill text-on-fill",
  cancel: "border-line-2 bg-key text-fail shadow-key hover:bg-hover",
};

type Common = { icon: IconName; label: ReactNode; look?: Look };

function Face({ icon, label }: Pick<Common, "icon" | "label">) {
  return (
    <>
      <Icon name={icon} />
      <span className="grid min-h-8 place-items-center [overflow-wrap:anywhere]">{label}</span>
    </>
  );
}

type KeyProps = Common & {
  onPress: () => void;
  /** Does nothing just now, but keeps its look and the focus. */
  locked: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** One of the four keys of a card: icon above a label in a fixed two-line box. */
export function SoftKey({ icon, label, look = "line", onPress, locked, ref }: KeyProps) {
  return (
    <button
      ref={ref}
      type="button"
      className={`${SHAPE} ${LOOKS[look]}`}
      aria-disabled={locked}
      onClick={locked ? undefined : onPress}
    >
      <Face icon={icon} label={label} />
    </button>
  );
}

/** The same key as a link that opens apart and learns nothing of this page. */
export function SoftLink({ icon, label, look = "line", href }: Common & { href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={`${SHAPE} ${LOOKS[look]}`}>
      <Face icon={icon} label={label} />
    </a>
  );
}
