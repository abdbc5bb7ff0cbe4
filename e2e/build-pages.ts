import { childNode, ensureBuild, ensureClient } from "../server/launcher/install.mjs";
import { BUILD_MARKERS } from "./fixtures/crawl/build-markers.mjs";

/** Before the first test: two apps that start at once would both begin to make what is not there. */
export default async function buildPages(): Promise<void> {
  const node = childNode();
  const isMade =
    node !== undefined &&
    (await ensureClient({ node, say: console.log })) &&
    (await ensureBuild({ node, say: console.log, env: BUILD_MARKERS }));
  if (!isMade) throw new Error("the pages could not be built");
}
