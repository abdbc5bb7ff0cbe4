// One merchant for both sides: same keys (RSA with 2048 bits), same application, same gateway.
import { AlipaySdk } from "alipay-sdk";
import { alipayPublicKeyText, merchantPrivateKeyText, testConfig } from "#lib/alipay/openapi/testing/account.ts";

const { appId, gateway: SANDBOX } = testConfig();

export const ourAccount = (gateway = SANDBOX) => testConfig({ gateway });

export const theirAccount = (gateway = SANDBOX): AlipaySdk =>
  new AlipaySdk({
    appId,
    privateKey: merchantPrivateKeyText,
    alipayPublicKey: alipayPublicKeyText,
    keyType: "PKCS1",
    signType: "RSA2",
    gateway,
  });

/** What a till asks a code for, in Alipay's words. */
export const SALE = {
  out_trade_no: "01a2004d7c32732d95d28761f1a899eb",
  total_amount: "88.88",
  subject: "Tea house 茶馆 table 12",
  seller_id: "2088101106499364",
  timeout_express: "3m",
  qr_code_timeout_express: "3m",
  product_code: "FACE_TO_FACE_PAYMENT",
};

export const NOTIFY_URL = "https://pos.example.com/notify/openapi/qU4nNQ0Yf5kLwGmN2yYw3A";
