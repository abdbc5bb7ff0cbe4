import { Icon } from "./icon.tsx";

type Props = {
  label: string;
  name: string;
  value: string;
  options: readonly { value: string; text: string }[];
};

/** A native select in the frame of a filter; marked when it says something else than its first option. */
export function Select({ label, name, value, options }: Props) {
  const on = value !== options[0]?.value;
  return (
    <span className="relative inline-flex flex-1 max-tablet:basis-2/5 tablet:max-w-72 tablet:flex-none">
      <select
        aria-label={label}
        name={name}
        defaultValue={value}
        className={`min-h-11 w-full appearance-none rounded-card border bg-card pr-9 pl-3 text-table ${on ? "border-accent font-semibold text-accent" : "border-line-2"}`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="down" className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted" />
    </span>
  );
}
