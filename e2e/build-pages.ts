import { childNode, ensureBuild } from "../server/launcher/install.mjs";
import { BUILD_MARKERS } from "./fixtures/crawl/build-markers.mjs";

/** Before the first test: two apps that start at once would both begin to build. */
export default async function buildPages(): Promise<void> {
  const node = childNode();
  if (!node || !(await ensureBuild({ node, say: console.log, env: BUILD_MARKERS })))
    throw new Error("the pages could not be built");
}
