import { type Right, rightsOf, rolesWith } from "#lib/auth/roles.ts";
import { statement } from "#lib/db/statement.ts";
import type { ShiftReport } from "../view.ts";

export type PlaceRow = {
  storeId: string;
  registerId: string;
  registerName: string;
  storeName: string;
  practice: boolean;
  timeZone: string;
  dayStartMinute: number;
  currency: string;
  rights: Right[];
  userName: string;
  /** The number of the newest closing report, null without one. */
  lastNumber: number | null;
  now: Date;
};

const PLACE_COLUMNS = `
  r.id as "registerId", r.name as "registerName", s.id as "storeId", s.name as "storeName", s.practice, s.time_zone as "timeZone",
  s.day_start_minute as "dayStartMinute", s.currency, ${rightsOf("m.role")} as rights, u.name as "userName",
  (select max(z.number) from z_report z where z.register_id = r.id) as "lastNumber", clock_timestamp() as now`;

const PLACE_TABLES = `
  register r join store s on s.id = r.store_id
  join membership m on m.store_id = s.id and m.user_id = $2 and m.role in (${rolesWith("run_shift")})
  join app_user u on u.id = m.user_id`;

/** $1 register, $2 user: no row for those who run no shifts there. */
export const readPlaceOfShifts = statement<PlaceRow>(
  "read_place_of_shifts",
  `select ${PLACE_COLUMNS} from ${PLACE_TABLES} where r.id = $1`,
);

export type ShiftRow = {
  shiftId: string;
  registerId: string;
  openedAt: Date;
  openedBy: string;
  deviceName: string | null;
  heldById: string;
  heldBy: string;
  closedAt: Date | null;
};

const SHIFT = `
  select h.id as "shiftId", h.register_id as "registerId", h.opened_at as "openedAt", o.name as "openedBy", d.name as "deviceName",
    h.held_by_id as "heldById", p.name as "heldBy", h.closed_at as "closedAt"
  from shift h join app_user o on o.id = h.opened_by_id join app_user p on p.id = h.held_by_id
  left join device d on d.id = h.device_id`;

/** $1 register */
export const readOpenShift = statement<ShiftRow>(
  "read_open_shift",
  `${SHIFT} where h.register_id = $1 and h.closed_at is null`,
);

/** $1 shift */
export const readShiftById = statement<ShiftRow>("read_shift", `${SHIFT} where h.id = $1`);

/** $1 shift */
export const readHandOvers = statement<{ at: Date; from: string; to: string; note: string }>(
  "read_hand_overs",
  `select e.at, f.name as "from", t.name as "to", e.data->>'note' as note
   from shift_event e
   join app_user f on f.id = (e.data->>'from')::uuid
   join app_user t on t.id = (e.data->>'to')::uuid
   where e.shift_id = $1 and e.kind = 'handed_over' order by e.id`,
);

/** $1 register: the last closing reports, newest first. */
export const readPastReports = statement<{ shiftId: string; number: number; content: ShiftReport }>(
  "read_past_reports",
  `select shift_id as "shiftId", number, content from z_report where register_id = $1 order by number desc limit 8`,
);

/** $1 shift, $2 user: no row for those who run no shifts there. */
export const readStoredReport = statement<{ content: ShiftReport; copies: bigint }>(
  "read_stored_report",
  `select z.content, (select count(*) from shift_event e where e.shift_id = z.shift_id and e.kind = 'printed') as copies
   from z_report z join register r on r.id = z.register_id
   join membership m on m.store_id = r.store_id and m.user_id = $2 and m.role in (${rolesWith("run_shift")})
   where z.shift_id = $1`,
);
