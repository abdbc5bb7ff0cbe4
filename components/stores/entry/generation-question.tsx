"use client";

import { useTranslations } from "next-intl";
import type { AccountSummary } from "#lib/stores/manage/view.ts";

type Generation = AccountSummary["generation"];
const GENERATIONS: readonly Generation[] = ["openapi", "mapi", "intl"];

type Props = { chosen: Generation | null; choose: (generation: Generation) => void };

/** Nobody has to know what Alipay calls its interfaces: the contract says which one it is. */
export function GenerationQuestion({ chosen, choose }: Props) {
  const t = useTranslations("stores.generation");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 font-semibold text-body">{t("question")}</legend>
      {GENERATIONS.map((generation) => (
        <label
          key={generation}
          className="flex min-h-16 items-center gap-4 rounded-card border border-control px-4 py-3 has-checked:border-accent has-checked:bg-accent-tint"
        >
          <input
            type="radio"
            name="generation"
            checked={generation === chosen}
            onChange={() => choose(generation)}
            className="size-6 flex-none accent-accent-fill"
          />
          <span className="grid">
            <b className="font-semibold text-label">{t(`${generation}.where`)}</b>
            <span className="text-muted text-table">{t(`${generation}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
