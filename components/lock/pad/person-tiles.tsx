"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { firstNames, initials, type Person } from "./first-names.ts";

type Props = { people: readonly Person[]; chosen: string | null; off: boolean; choose: (id: string) => void };

/** From so many people on a search is quicker than looking. */
const MANY = 12;

const TILE =
  "grid h-24 content-center justify-items-center gap-1.5 rounded-card border border-line-2 bg-card p-1 hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:shadow-[inset_0_0_0_1px_var(--accent)]";

/** Who could it be: a tile a person. */
export function PersonTiles({ people, chosen, off, choose }: Props) {
  const t = useTranslations("lock");
  const [wanted, setWanted] = useState("");
  const names = firstNames(people);
  const found = people.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <div className="grid content-start gap-3">
      {people.length > MANY && (
        <Field
          label={t("search")}
          type="search"
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(6rem,1fr))] content-start gap-2 tablet:grid-cols-[repeat(auto-fill,6rem)]">
        <legend className="sr-only">{t("people")}</legend>
        {found.map(({ id, name }) => (
          <button
            type="button"
            key={id}
            className={TILE}
            aria-pressed={id === chosen}
            aria-disabled={off}
            aria-label={name}
            onClick={() => off || choose(id)}
          >
            {/* Drawn, not written: the letters are no part of what the button is called. */}
            <span
              aria-hidden="true"
              data-initials={initials(name)}
              className="grid size-10 place-items-center rounded-chip bg-well font-semibold text-table before:content-[attr(data-initials)]"
            />
            <span className="line-clamp-2 text-small leading-4 [overflow-wrap:anywhere]">{names.get(id)}</span>
          </button>
        ))}
      </fieldset>
      {found.length === 0 && <p className="text-muted text-table">{t("nobodyFound")}</p>}
    </div>
  );
}
