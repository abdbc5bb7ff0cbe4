import { SEES_REGISTER } from "#lib/auth/sql/sees-register.ts";
import { statement } from "#lib/db/statement.ts";
import type { Place } from "#lib/stores/view.ts";

/** $1 register, $2 user or null, $3 device or null, $4 volume, $5 voice, $6 paper width: null leaves what is there. */
export const writeRegister = statement<Place["register"]>(
  "write_register",
  `update register r
   set volume = coalesce($4::int, r.volume), voice = coalesce($5::text, r.voice), paper_width = coalesce($6::int, r.paper_width)
   where r.id = $1 and ${SEES_REGISTER}
   returning r.id, r.name, r.volume, r.voice, r.paper_width as "paperWidth"`,
);
