import seedRequest from "./seed-request.json" with { type: "json" };
import seedResponse from "./seed-response.json" with { type: "json" };

/** The two samples of seed 002 as they are printed. */
export { seedRequest, seedResponse };

/** Neither encoded nor on a host of Alipay's (seed-notes 2.10). */
export const samplePaymentSiteUrl = seedResponse.response.body.paymentSiteUrl;
