import { childNode, ensureBuild } from "../server/launcher/install.mjs";

/** Before the first test: two apps that start at once would both begin to build. */
export default async function buildPages(): Promise<void> {
  const node = childNode();
  if (!node || !(await ensureBuild({ node, say: console.log }))) throw new Error("the pages could not be built");
}
