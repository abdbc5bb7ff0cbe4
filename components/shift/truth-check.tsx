"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Note } from "#components/ui/note.tsx";
import type { CheckItem } from "#lib/shifts/view.ts";
import { Block } from "./block.tsx";
import { ItemList } from "./item-list.tsx";
import type { WriteMoney } from "./money.ts";
import type { Check } from "./use-check.ts";

type Props = {
  check: Check & { start: () => void };
  timeZone: string;
  money: WriteMoney;
  mayCloseUnclear: boolean;
  /** Why unclear items may stay open, by their id. */
  notes: ReadonlyMap<string, string>;
  onNote: (id: string, note: string) => void;
  /** True once somebody wanted to close: a missing word is said from then on. */
  pressed: boolean;
};

/** Asks Alipay about all that is open or not certain, by itself, and says what came of it. */
export function TruthCheck({ check, timeZone, money, mayCloseUnclear, notes, onNote, pressed }: Props) {
  const t = useTranslations("shift.check");
  const { asked, total, state, items } = check;
  const unclear = items.filter((item) => item.unclear).length;
  const below = (item: CheckItem) =>
    item.unclear && mayCloseUnclear && state !== "running" ? (
      <div className="mt-3">
        <Field
          label={t("leave")}
          value={notes.get(item.id) ?? ""}
          onChange={({ target }) => onNote(item.id, target.value)}
          error={pressed && (notes.get(item.id) ?? "").trim() === "" ? t("leaveMissing") : null}
        />
      </div>
    ) : null;
  return (
    <Block
      id="shift-check"
      title={t("title")}
      aside={
        state !== "running" && (total > 0 || unclear > 0) ? (
          <Button onClick={check.start}>
            <Icon name="refresh" />
            {t("again")}
          </Button>
        ) : null
      }
    >
      <div className="grid gap-3" data-check={state}>
        {total > 0 && (
          <label className="grid gap-2 text-table">
            <span>{t("progress", { asked, total })}</span>
            <progress
              max={total}
              value={asked}
              className="h-2 w-full appearance-none overflow-hidden rounded-full bg-well [&::-moz-progress-bar]:bg-accent-fill [&::-webkit-progress-bar]:bg-well [&::-webkit-progress-value]:bg-accent-fill"
            />
          </label>
        )}
        <div role="status">
          {state === "over" && <Result unclear={unclear} total={total} mayClose={mayCloseUnclear} />}
        </div>
        {state === "no_answer" && (
          <div role="alert" className="tone-warn">
            <Note icon="offline">{t("noAnswer")}</Note>
          </div>
        )}
        {items.length > 0 && <ItemList items={items} timeZone={timeZone} money={money} below={below} />}
      </div>
    </Block>
  );
}

function Result({ unclear, total, mayClose }: { unclear: number; total: number; mayClose: boolean }) {
  const t = useTranslations("shift.check");
  if (unclear === 0) {
    return (
      <p className="flex items-center gap-3 text-table">
        <Icon name="paid" className="size-5 text-muted" />
        {total === 0 ? t("nothing") : t("certain")}
      </p>
    );
  }
  return (
    <div className="tone-unknown">
      <Note icon="looking">
        <p className="font-semibold">{t("unclear", { count: unclear })}</p>
        <p>{mayClose ? t("leaveHow") : t("needsManager")}</p>
      </Note>
    </div>
  );
}
