import { createPublicKey, generateKeyPairSync } from "node:crypto";

/** RSA-2048: bare Base64 of PKCS#8 and of SubjectPublicKeyInfo, the spelling of Alipay's key tool (openapi.md 2, "Keys"). */
export type KeyPair = { readonly privateKey: string; readonly publicKey: string };

export function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  };
}

export function isRsaPublicKey(base64: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
