import { findBuyer, forgetBuyer } from "#lib/buyers/forget-buyer.ts";
import { decimalText } from "#lib/money/money.ts";
import { closeShop, openShop, type Shop } from "#lib/process.ts";

/** As JSON, which a person can be given and a machine can read. */
async function show(shop: Shop, id: string): Promise<boolean> {
  const sales = (await findBuyer(shop, id)).map(({ amount, currency, notices, ...sale }) => ({
    ...sale,
    amount: decimalText({ minor: amount, currency }),
    currency,
    notices: notices.map(({ receivedAt, body }) => ({ receivedAt, body: Buffer.from(body, "base64").toString() })),
  }));
  console.log(JSON.stringify(sales, null, 2));
  return sales.length > 0;
}

async function forget(shop: Shop, id: string): Promise<boolean> {
  const { payments, notices } = await forgetBuyer(shop, id);
  if (payments + notices === 0) {
    console.error("Nothing is kept under this name or number.");
    return false;
  }
  console.log(`Forgotten in ${payments} payments and ${notices} notices. Their money and their events stay.`);
  console.log("Backups from before still hold it, until they are removed after their own time.");
  return true;
}

/** npm run scantill -- buyer show|forget ID */
const [verb, id = ""] = process.argv.slice(2);
const shop = openShop();
try {
  process.exitCode = (await (verb === "forget" ? forget : show)(shop, id)) ? 0 : 1;
} finally {
  await closeShop(shop);
}
