import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { cache } from "react";
import { CertificateNotice } from "#app/(office)/certificate-notice.tsx";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { requireOffice, turnAway } from "#app/session.ts";
import { NoticePage, REPLAY } from "#components/office/notices/notice-page.tsx";
import { ReplayButton } from "#components/office/notices/replay-button.tsx";
import { PlanText } from "#components/office/notices/replay-plan.tsx";
import { officePages } from "#components/office/office-pages.ts";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { findNotice } from "#lib/notices/log/queries.ts";
import { planNoticeReplay } from "#lib/notices/log/replay-notice.ts";
import type { NoticeDetail, PlannedReplay } from "#lib/notices/log/view.ts";
import { processShop } from "#lib/process.ts";
import { readPreferences } from "../../../../i18n/preferences.ts";
import { replayNotice } from "../actions.ts";

const PAGE = "/notifications/[noticeId]";

type Props = {
  params: Promise<{ noticeId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The notification, once a request, for its title and its page. */
const load = cache(async (noticeId: string) => {
  const { staff, ...rights } = await requireOffice(PAGE);
  const notice = await findNotice(processShop(), staff, noticeId);
  return notice ? { staff, rights, notice } : turnAway(staff, PAGE, "/notifications");
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await load((await params).noticeId);
  const t = await getTranslations("notices");
  return { title: t("title") };
}

export default async function OneNotificationPage({ params, searchParams }: Props) {
  const { staff, rights, notice } = await load((await params).noticeId);
  const isDryRun = (await searchParams).dry === "1";
  const [planned, { language, theme }, ts] = await Promise.all([
    isDryRun ? planNoticeReplay(processShop(), staff, notice.id) : null,
    readPreferences(),
    getTranslations("shell"),
  ]);
  const pages = officePages(rights);
  const links = pages.map(({ text, ...link }) => ({ ...link, text: ts(text) }));
  return (
    <OfficeShell
      practice={notice.practice}
      {...{ pages, here: "/notifications" }}
      place={notice.storeName}
      menu={<UserMenu name={staff.user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      <CertificateNotice staff={staff} />
      <NoticePage notice={notice} replay={<Replay notice={notice} planned={planned} />} />
      <IdleWatch />
    </OfficeShell>
  );
}

/** First what would happen, then, for those who may, the key that lets it happen. */
async function Replay({ notice, planned }: { notice: NoticeDetail; planned: PlannedReplay | null }) {
  const [t, { notices, login, lock, fresh }] = await Promise.all([getTranslations("notices"), getMessages()]);
  if (planned === null)
    return (
      <div className="grid justify-items-start gap-3">
        <p className="text-muted">{t("againText")}</p>
        <a href={`/notifications/${notice.id}?dry=1#${REPLAY}`} className={buttonClass("line")}>
          {t("dryRun")}
        </a>
      </div>
    );
  const { plan, mark } = planned;
  return (
    <div className="grid gap-4">
      <PlanText plan={plan} effect={notice.acceptedAt === null ? notice.effect : null} />
      {plan.kind === "believed" &&
        (notice.mayReplay ? (
          <NextIntlClientProvider messages={{ notices, login, lock, fresh }}>
            <ReplayButton wish={{ noticeId: notice.id, mark }} replay={replayNotice} />
          </NextIntlClientProvider>
        ) : (
          <p className="text-muted">{t("noRight")}</p>
        ))}
    </div>
  );
}
