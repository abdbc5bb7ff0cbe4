"use client";

import { useTranslations } from "next-intl";
import type { Contact } from "#components/feed/contact.ts";
import { buttonClass } from "#components/ui/button.tsx";
import type { GatewayHealth } from "#lib/orders/view.ts";
import { type GatewayLook, gatewayLook, secondsText } from "./gateway-look.ts";

type Props = { contact: Contact; health: GatewayHealth | null; explain: () => void };

/** What is wrong on the way to the server says more than what the server last heard of Alipay. */
function contactLook({ silentSeconds, lost, polling }: Contact) {
  if (silentSeconds === null) return "connecting";
  if (lost) return "offline";
  return polling ? "polling" : "online";
}

const ROUND = "M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z";
const TRIANGLE = "M6 .5 11.5 11h-11z";
const SQUARE = "M1.5 1.5h9v9h-9z";

type Look = ReturnType<typeof contactLook> | GatewayLook;

/** Each colour has a shape of its own, for who cannot tell the colours. */
const SHAPES: Record<Look, { path: string; fill: string }> = {
  connecting: { path: ROUND, fill: "fill-control" },
  none: { path: ROUND, fill: "fill-paid" },
  online: { path: ROUND, fill: "fill-paid" },
  good: { path: ROUND, fill: "fill-paid" },
  polling: { path: TRIANGLE, fill: "fill-warn-fill stroke-warn" },
  slow: { path: TRIANGLE, fill: "fill-warn-fill stroke-warn" },
  offline: { path: SQUARE, fill: "fill-fail" },
  down: { path: SQUARE, fill: "fill-fail" },
};

/** Whether the server is heard and how Alipay answers it, in one sign; pressing it explains. */
export function HealthButton({ contact, health, explain }: Props) {
  const t = useTranslations("till.health");
  const reach = contactLook(contact);
  const gateway = gatewayLook(health);
  const look: Look = reach === "online" ? gateway : reach;
  const seconds = health === null || health.medianMs === null ? null : secondsText(health.medianMs);
  const words = look === "good" && seconds !== null ? t("answers", { seconds }) : t(`words.${look}`);
  return (
    <button
      type="button"
      data-health={reach}
      data-gateway={gateway}
      aria-label={t("name", { words })}
      onClick={explain}
      className={buttonClass("plain", "gap-2! px-2! font-normal! text-muted! text-table!")}
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className={`size-3 flex-none ${SHAPES[look].fill}`}>
        <path d={SHAPES[look].path} />
      </svg>
      <span className="whitespace-nowrap max-tablet:hidden">{words}</span>
    </button>
  );
}
