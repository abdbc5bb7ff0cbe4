import { useTranslations } from "next-intl";
import { BackLink } from "#components/shell/back-link.tsx";
import { TestChip } from "#components/shell/test-mark.tsx";

type Props = {
  store: { id: string; name: string; practice: boolean };
  here: "general" | "credentials";
};

const TAB =
  "flex min-h-11 items-center border-transparent border-b-2 text-label text-muted no-underline hover:text-text aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-text";

/** The name of a store above its pages. */
export function StoreTabs({ store, here }: Props) {
  const t = useTranslations("stores");
  const pages = [
    ["general", `/stores/${store.id}`],
    ["credentials", `/stores/${store.id}/credentials`],
  ] as const;
  return (
    <>
      <BackLink href="/stores">{t("title")}</BackLink>
      <h1 className="mb-2 flex min-h-11 flex-wrap items-center gap-3 font-semibold text-title tracking-[-0.01em] [overflow-wrap:anywhere]">
        {store.name}
        {store.practice && <TestChip />}
      </h1>
      <nav aria-label={store.name} className="mb-6 flex max-w-240 gap-6 border-line-2 border-b">
        {pages.map(([page, href]) => (
          <a key={page} href={href} aria-current={page === here ? "page" : undefined} className={TAB}>
            {t(page)}
          </a>
        ))}
      </nav>
    </>
  );
}
