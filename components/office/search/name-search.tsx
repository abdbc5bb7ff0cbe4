"use client";

import { SEARCHED_FROM } from "./by-name.ts";
import { SearchField } from "./search-field.tsx";

type Props = {
  /** How many there are to be searched: a short list needs no field. */
  among: number;
  label: string;
  wanted: string;
  onType: (wanted: string) => void;
};

export function NameSearch({ among, label, wanted, onType }: Props) {
  if (among < SEARCHED_FROM) return null;
  return (
    <search className="mb-4 flex">
      <SearchField label={label} placeholder={label} value={wanted} onChange={(event) => onType(event.target.value)} />
    </search>
  );
}

/** What stands in place of a list of which nothing is left. */
export const NothingFound = ({ children }: { children: string }) => (
  <p role="status" className="text-muted text-table">
    {children}
  </p>
);
