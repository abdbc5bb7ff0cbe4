import { createHash, type KeyObject, sign } from "node:crypto";
import { algorithms, type MapiSignType } from "../sign.ts";

/** What a test lets Alipay say, signed while one waits: answers and notices are made where nothing can be awaited. */
export function signNow(text: string | Buffer, key: KeyObject, signType: MapiSignType): string {
  const bytes = Buffer.from(text);
  return signType === "MD5"
    ? createHash("md5").update(bytes).update(key.export()).digest("hex")
    : sign(algorithms[signType].hash, bytes, key).toString("base64");
}
