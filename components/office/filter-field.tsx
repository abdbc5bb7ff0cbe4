type Props = { label: string; type: "date" | "text"; name: string; value: string | null };

/** Its name stands in the frame: an empty date says nothing of itself. */
export function FilterField({ label, type, name, value }: Props) {
  return (
    <label className="inline-flex min-h-11 flex-1 items-center gap-2 rounded-card border border-control bg-card px-3 text-table focus-within:outline-3 focus-within:outline-accent focus-within:outline-offset-2 max-tablet:basis-full tablet:flex-none">
      <span className="whitespace-nowrap text-muted">{label}</span>
      <input
        type={type}
        name={name}
        defaultValue={value ?? ""}
        {...(type === "text" ? { inputMode: "decimal" as const, maxLength: 16, size: 8 } : {})}
        className="h-10.5 min-w-0 flex-1 bg-transparent outline-none"
      />
    </label>
  );
}
