import type { ComponentProps } from "react";

export type ButtonLook = "line" | "primary" | "danger" | "plain";

const BASE =
  "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-card border px-4 font-semibold text-label no-underline transition-colors duration-100";
const OFF = "disabled:border-line-2 disabled:bg-well disabled:text-muted";

const LOOKS: Record<ButtonLook, string> = {
  line: "border-control bg-card text-text hover:bg-hover",
  primary: "border-transparent bg-accent-fill text-on-fill",
  danger: "border-transparent bg-fail-fill text-on-fill",
  plain: "border-transparent bg-transparent text-text hover:bg-hover",
};

/** The classes of a button, for links that look like one. */
export const buttonClass = (look: ButtonLook, className = ""): string => `${BASE} ${LOOKS[look]} ${OFF} ${className}`;

type Props = ComponentProps<"button"> & { look?: ButtonLook };

export function Button({ look = "line", className = "", type = "button", ...rest }: Props) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}
