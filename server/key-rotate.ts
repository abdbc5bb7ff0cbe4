import { closeShop, openShop } from "#lib/process.ts";
import { type Rotation, rotateMasterKey } from "#lib/stores/master-key/rotate-master-key.ts";

const AGAIN = "Nothing is lost: both keys work meanwhile. Run the command again.";

/** What it came to, and whether that is the end of it. */
function tell(rotation: Rotation): { lines: string[]; good: boolean } {
  const no = (...lines: string[]) => ({ lines, good: false });
  switch (rotation.kind) {
    case "rotated": {
      const { keyId, resealed, file } = rotation;
      const records = resealed === 1 ? "1 sealed record was" : `${resealed} sealed records were`;
      const done = `${records} sealed anew; all are under the key ${keyId} now.`;
      const where =
        file === null
          ? "Take the former key out of MASTER_KEY and start the till again."
          : `${file} holds this key alone.`;
      const lines = [done, where, "Keep a copy of it away from the database. Backups from before need the former key."];
      return { lines, good: true };
    }
    case "no_key":
      return no("The master key cannot be read: nothing was changed. Start with the key that the till uses.");
    case "unreadable":
      return no(
        "Nothing was changed, since the master key does not open everything that is sealed:",
        ...rotation.places.map((place) => `  ${place}`),
        "Start with the key that it was sealed with, or enter those credentials anew.",
      );
    case "busy":
      return no("The key is being changed already, by another run of this command.");
    case "second_key_needed":
      return no(
        "The key stands in MASTER_KEY, which this command cannot change. Make a new one (openssl rand -base64 32), put it in",
        "front of the old one (MASTER_KEY=new,old), start the till with both, and run this command again.",
      );
    case "held_up":
      return no(`Something in the database is taking too long to wait for it. ${AGAIN}`);
    case "not_written":
      return no(
        `${rotation.file} could not be written (${rotation.why}). ${AGAIN}`,
        "Where the file belongs to something else, put a new key (openssl rand -base64 32) into it there, in a line before the",
        "old one, and run this command then; afterwards take the old line out.",
      );
  }
}

/** npm run scantill -- key rotate */
const shop = openShop();
try {
  const { lines, good } = tell(await rotateMasterKey(shop));
  for (const line of lines) (good ? console.log : console.error)(line);
  process.exitCode = good ? 0 : 1;
} finally {
  await closeShop(shop);
}
