"use client";

import { type ComponentProps, type ReactNode, useId } from "react";

type Props = Omit<ComponentProps<"input">, "id" | "className"> & {
  label: string;
  /** What is wrong with the content, in words. */
  error?: string | null;
  help?: ReactNode;
  /** A control inside the frame, after the input. */
  inside?: ReactNode;
};

export function Field({ label, error = null, help, inside, ...input }: Props) {
  const id = useId();
  const notes = `${id}-notes`;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold text-table">
        {label}
      </label>
      <div
        className={`flex min-h-12 items-center gap-2 rounded-card border bg-card pr-1 pl-3.5 focus-within:outline-3 focus-within:outline-accent focus-within:outline-offset-2 ${error === null ? "border-control" : "border-fail"}`}
      >
        <input
          id={id}
          aria-describedby={notes}
          aria-invalid={error !== null}
          className="h-11.5 w-full min-w-0 flex-1 bg-transparent outline-none"
          {...input}
        />
        {inside}
      </div>
      <div id={notes} className="text-small empty:hidden">
        {error !== null && (
          <p role="alert" className="font-semibold text-fail">
            {error}
          </p>
        )}
        {help !== undefined && <div className="text-muted">{help}</div>}
      </div>
    </div>
  );
}
