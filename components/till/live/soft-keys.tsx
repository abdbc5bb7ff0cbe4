"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { SoftKey, SoftLink } from "#components/ui/soft-key.tsx";
import type { OrderView } from "#lib/orders/view.ts";
import { type CardKey, isPrimary, KEY_ICONS, walletAddress } from "./keys.ts";

type Props = {
  order: OrderView;
  keys: readonly (CardKey | null)[];
  press: (key: CardKey) => void;
  /** Keys that can not be pressed just now. */
  locked: (key: CardKey) => boolean;
  primaryRef: Ref<HTMLButtonElement>;
};

/** Four places that never move. */
export function SoftKeys({ order, keys, press, locked, primaryRef }: Props) {
  const t = useTranslations("till.keys");
  const places = ["first", "second", "third", "fourth"].map((place, index) => ({ place, key: keys[index] ?? null }));
  const wallet = walletAddress(order);
  return (
    <div
      data-keys
      className="grid min-h-22 grid-cols-4 gap-2 border-line border-t p-2 max-tablet:px-3 max-tablet:pb-[max(1rem,env(safe-area-inset-bottom))] roomy:p-3"
    >
      {places.map(({ place, key }) => {
        if (key === null || (key === "wallet" && wallet === null)) return <span key={place} />;
        if (key === "wallet") {
          return <SoftLink key={place} icon="wallet" label={t("wallet")} href={wallet ?? ""} />;
        }
        const primary = isPrimary(key);
        const look = key === "cancel" ? "cancel" : "line";
        return (
          <SoftKey
            key={place}
            icon={KEY_ICONS[key]}
            label={t(key)}
            look={primary ? "primary" : look}
            locked={locked(key)}
            onPress={() => press(key)}
            {...(primary ? { ref: primaryRef } : {})}
          />
        );
      })}
    </div>
  );
}
