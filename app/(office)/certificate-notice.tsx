import { CertificateLines } from "#components/stores/certificate-lines.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { processShop } from "#lib/process.ts";
import { findCertificateWarnings } from "#lib/stores/manage/queries.ts";

/** On every page of the office: certificates of this person's stores that end soon. */
export async function CertificateNotice({ staff }: { staff: Staff }) {
  return <CertificateLines warnings={await findCertificateWarnings(processShop(), staff)} />;
}
