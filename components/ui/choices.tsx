import type { ReactNode } from "react";

type Props<Value extends string | number> = {
  legend: string;
  name: string;
  options: readonly { value: Value; text: ReactNode }[];
  chosen: Value;
  choose: (value: Value) => void;
};

/** One of a few: native radio buttons, each as large as a finger. */
export function Choices<Value extends string | number>({ legend, name, options, chosen, choose }: Props<Value>) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-semibold text-table">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, text }) => (
          <label
            key={value}
            className="flex min-h-11 flex-1 items-center gap-3 rounded-card border border-control px-4 py-2 text-table has-checked:border-accent has-checked:bg-accent-tint"
          >
            <input
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => choose(value)}
              className="size-6 flex-none accent-accent-fill"
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
