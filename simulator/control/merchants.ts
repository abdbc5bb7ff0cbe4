import { isRsaPublicKey } from "../merchants/keys.ts";
import type { World } from "../world.ts";
import { done, type Fields, invalid, type Reply, textField } from "./fields.ts";

/** Adds a merchant of the OpenAPI generation; the answer carries the key that its shop verifies with. */
export function addMerchant(world: World, fields: Fields): Reply {
  const { generation = "openapi", signType = "RSA2" } = fields;
  const appId = textField(fields, "appId");
  const publicKey = textField(fields, "publicKey");
  const sellerId = textField(fields, "sellerId");
  const sellerEmail = textField(fields, "sellerEmail") ?? "practice@example.com";
  if (generation !== "openapi") return invalid("generation must be openapi");
  if (signType !== "RSA2" && signType !== "RSA") return invalid("signType must be RSA2 or RSA");
  if (!appId || appId.length > 32) return invalid("appId must have 1 to 32 characters");
  if (!sellerId || !/^2088\d{12}$/.test(sellerId)) return invalid("sellerId must be 16 digits that begin with 2088");
  if (!publicKey || !isRsaPublicKey(publicKey)) {
    return invalid("publicKey must be an RSA key as Base64 of SubjectPublicKeyInfo, without header lines");
  }
  world.merchants.put({ generation, appId, sellerId, sellerEmail, publicKey, signType });
  return done({ alipayPublicKey: world.merchants.alipay().publicKey, gatewayUrl: `${world.gatewayOrigin}/gateway.do` });
}
