"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { REASONS, type Reason } from "./wish.ts";

type Props = {
  reason: Reason | null;
  onReason: (reason: Reason | null) => void;
  /** In words of one's own, for "other". */
  words: string;
  onWords: (words: string) => void;
  problem: "empty" | "too_long" | "bad_characters" | null;
  locked: boolean;
};

/** Why it goes back: one of a few reasons, or words of one's own. */
export function ReasonField({ reason, onReason, words, onWords, problem, locked }: Props) {
  const t = useTranslations("till.refund");
  const id = useId();
  const said = problem === null ? null : t(`problems.reason_${problem}`);
  const own = reason === "other";
  return (
    <div className="grid gap-3">
      <div className="grid gap-1.5">
        <label htmlFor={id} className="font-semibold text-table">
          {t("reason")}
        </label>
        <span className="relative">
          <select
            id={id}
            required
            disabled={locked}
            aria-describedby={`${id}-problem`}
            aria-invalid={said !== null && !own}
            value={reason ?? ""}
            onChange={({ target }) => onReason(REASONS.find((one) => one === target.value) ?? null)}
            className={`min-h-12 w-full appearance-none rounded-card border bg-card pr-10 pl-3.5 ${said !== null && !own ? "border-fail" : "border-control"} ${reason === null ? "text-muted" : ""}`}
          >
            <option value="" disabled>
              {t("choose")}
            </option>
            {REASONS.map((one) => (
              <option key={one} value={one} className="text-text">
                {t(`reasons.${one}`)}
              </option>
            ))}
          </select>
          <Icon name="down" className="pointer-events-none absolute top-4 right-3.5 size-4 text-muted" />
        </span>
        <div id={`${id}-problem`} className="empty:hidden">
          {said !== null && !own && (
            <p role="alert" className="font-semibold text-fail text-small">
              {said}
            </p>
          )}
        </div>
      </div>
      {own && (
        <Field
          label={t("words")}
          name="words"
          autoComplete="off"
          readOnly={locked}
          value={words}
          onChange={(event) => onWords(event.target.value)}
          error={said}
        />
      )}
    </div>
  );
}
