import { part } from "#components/ui/later.tsx";

// The till's own script can charge and sign in again; the rest is fetched when that one works.

/** First of all: a code may be waiting already. */
export const CODE = part(async () => (await import("#components/till/code/code.tsx")).Code);
export const CONFIRM = part(async () => (await import("#components/till/confirm/confirm-dialog.tsx")).ConfirmDialog);
export const CANCEL = part(async () => (await import("./cancel-dialog.tsx")).CancelDialog);
export const BIGGER = part(async () => (await import("./bigger-dialog.tsx")).BiggerDialog);
export const HEALTH = part(async () => (await import("#components/till/health/health-dialog.tsx")).HealthDialog);
export const LOOK_UP = part(async () => (await import("#components/till/look-up/look-up-dialog.tsx")).LookUpDialog);
export const REFUND = part(async () => (await import("#components/till/refund/refund-dialog.tsx")).RefundDialog);
export const SOUND = part(async () => (await import("#components/till/sound/sound-dialog.tsx")).SoundDialog);
export const DETAILS = part(async () => (await import("./details-dialog.tsx")).DetailsDialog);
export const HELP = part(async () => (await import("./help-dialog.tsx")).HelpDialog);
export const MORE = part(async () => (await import("./more-dialog.tsx")).MoreDialog);
export const PAPER = part(async () => (await import("#components/till/print/paper-dialogs.tsx")).PaperDialogs);
export const RECENT = part(async () => (await import("./recent-dialog.tsx")).RecentDialog);
/** Shows nothing: looks whether whoever sits here still may. */
export const SEAT = part(async () => (await import("./seat-watch.tsx")).SeatWatch);
export const REFERENCE = part(async () => (await import("./reference-dialog.tsx")).ReferenceDialog);

export const PARTS = [
  CODE,
  CONFIRM,
  CANCEL,
  BIGGER,
  PAPER,
  HEALTH,
  LOOK_UP,
  REFUND,
  SOUND,
  DETAILS,
  HELP,
  MORE,
  RECENT,
  REFERENCE,
];
