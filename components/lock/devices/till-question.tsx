import { useTranslations } from "next-intl";
import type { SavePreference } from "#components/shell/preferences.tsx";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";

/** Asks whoever may let tills in, on a browser that is none, once: a line of its own that covers nothing, made on the server. */
export function TillQuestion({ save }: { save: SavePreference }) {
  const t = useTranslations("devices.ask");
  return (
    <div className="flex flex-none items-center border-line border-b bg-card pl-3 text-table" data-till-question>
      <a
        href="/device"
        className="flex min-h-11 min-w-0 flex-1 items-center gap-2 text-accent underline-offset-4 hover:underline"
      >
        <Icon name="till" />
        {t("question")}
      </a>
      <form action={save}>
        <Button type="submit" look="plain" name="till" value="no" aria-label={t("no")} className="w-11 px-0!">
          <Icon name="x" />
        </Button>
      </form>
    </div>
  );
}
