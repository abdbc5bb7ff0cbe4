// Makes the database client (lib/db/generated) from prisma/schema.prisma.
import { generateClient } from "../server/launcher/install.mjs";

process.exitCode = (await generateClient()) ? 0 : 1;
