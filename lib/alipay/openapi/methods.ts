/** The gateway's methods that are called here (openapi.md section 6). */
export const methods = {
  precreate: "alipay.trade.precreate",
  query: "alipay.trade.query",
  cancel: "alipay.trade.cancel",
  close: "alipay.trade.close",
  refund: "alipay.trade.refund",
  refund_query: "alipay.trade.fastpay.refund.query",
  bill_link: "alipay.data.dataservice.bill.downloadurl.query",
} as const;

export type Method = keyof typeof methods;
