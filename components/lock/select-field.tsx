"use client";

import { useId } from "react";
import { Icon } from "#components/ui/icon.tsx";

type Props = {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
};

/** A native select as a field of a form. */
export function SelectField({ label, value, options, onChange }: Props) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold text-table">
        {label}
      </label>
      <span className="relative grid">
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="min-h-12 w-full min-w-0 appearance-none truncate rounded-card border border-control bg-card pr-10 pl-3.5"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
        <Icon name="down" className="pointer-events-none absolute top-3.5 right-3 size-5 text-muted" />
      </span>
    </div>
  );
}
