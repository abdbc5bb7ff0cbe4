"use client";

type Props = { label: string; help?: string; checked: boolean; onChange: (checked: boolean) => void };

/** Yes or no: a native box as large as a finger, with its words. */
export function Check({ label, help, checked, onChange }: Props) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-6 flex-none accent-accent-fill"
      />
      <span className="grid">
        <span className="font-semibold text-table">{label}</span>
        {help !== undefined && <span className="text-muted text-small">{help}</span>}
      </span>
    </label>
  );
}
