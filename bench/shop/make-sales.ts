// Makes sales in a process of its own: the measuring one stays quiet.
import { closeShop } from "#lib/process.ts";
import type { Sale, Word } from "./bench-shop.ts";
import { openSeller } from "./open-seller.ts";

const { dataDir }: { dataDir: string } = JSON.parse(process.argv[2] ?? "");
const seller = await openSeller(dataDir);

async function answer(word: Word): Promise<Sale[] | number> {
  if (word.kind === "count_paid") return seller.countPaid(word.orderIds);
  if (word.kind === "sell") return seller.sell(word.count);
  const copies = await seller.copies(word.count);
  return copies.map(({ orderId, merchantNumber }) => ({ orderId, notice: seller.sign(merchantNumber) }));
}

process.on("message", async (word: Word) => process.send?.(await answer(word)));
process.once("disconnect", () => void closeShop(seller.shop));
process.send?.({ registerIds: seller.registerIds, token: seller.token });
