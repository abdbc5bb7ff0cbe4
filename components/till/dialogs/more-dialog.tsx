"use client";

import { useTranslations } from "next-intl";
import { type CardKey, KEY_ICONS } from "#components/till/live/keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Icon } from "#components/ui/icon.tsx";

type Props = { title: string; keys: readonly CardKey[]; press: (key: CardKey) => void; onClose: () => void };

/** The rarer steps of a card, which have no key of their own. */
export function MoreDialog({ title, keys, press, onClose }: Props) {
  const t = useTranslations("till.keys");
  return (
    <Dialog title={title} closeLabel={t("closeMore")} onClose={onClose}>
      <ul className="-mx-3 grid gap-1">
        {keys.map((key, index) => (
          <li key={key}>
            <Button
              look="plain"
              className="min-h-13 w-full justify-start! px-3! font-normal!"
              data-first={index === 0 || undefined}
              onClick={() => press(key)}
            >
              <Icon name={KEY_ICONS[key]} className="size-5 text-muted" />
              {t(key)}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
