// A gateway that knows one answer: a code for the sale, signed beforehand. In a process of its own.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signedAnswerText } from "#lib/alipay/openapi/testing/account.ts";
import { SALE } from "./accounts.ts";

const answer = signedAnswerText("alipay_trade_precreate_response", {
  code: "10000",
  msg: "Success",
  out_trade_no: SALE.out_trade_no,
  qr_code: "https://qr.alipay.com/bax03431ljhokirwl38f00a7",
});
const headers = { "content-type": "text/html;charset=utf-8", "content-length": Buffer.byteLength(answer) };

const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, headers).end(answer));
});
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`);
});
process.once("disconnect", () => {
  server.close();
  server.closeAllConnections();
});
