import { expect } from "@playwright/test";
import { checkPaper, openBy, putPrinter, sheetOn, type Width } from "./fixtures/paper/printer.ts";
import { test } from "./fixtures/refunds.ts";
import { graveFindings } from "./fixtures/screens/findings.ts";
import { readCode } from "./fixtures/screens/read-code.ts";

const WIDTHS: readonly Width[] = [80, 58];

test("E4 R8 P prints the receipt, then numbered copies; the refund has its own; the focus is on New sale again", async ({
  database,
  sellPaid,
  till,
}) => {
  const { orderId } = await sellPaid(till, "128.50");
  const { page } = till;
  const printer = await putPrinter(page);
  const dialog = page.getByRole("dialog", { name: "Print receipt" });
  const button = dialog.getByRole("button", { name: /^Print/ });
  const sheet = sheetOn(page);
  const title = sheet.getByRole("heading", { includeHidden: true });

  for (const [said, written] of [
    ["Print", /^(SALE|收款小票)[^·]*$/],
    ["Print copy 1", /· (COPY|副本) 1/],
    ["Print copy 2", /· (COPY|副本) 2/],
  ] as const) {
    await expect(till.key("New sale")).toBeFocused();
    await openBy(page, "p");
    await expect(button).toHaveText(said);
    await expect(button).toHaveAttribute("aria-disabled", "false");
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(title).toHaveText(written);
    await expect(sheet).toContainText("CNY 128.50");
    await printer.close();
    await expect(sheet).toHaveCount(0);
    await expect(dialog).toHaveCount(0);
  }
  expect(await printer.opened()).toBe(3);

  await till.refund({ amount: "28.50" });
  await till.shows("partly_refunded");
  await till.key("Print").click();
  await expect(dialog.getByRole("radio", { name: /^Refund ¥28.50/ })).toBeChecked();
  await expect(button).toHaveText("Print");
  await button.click();
  await expect(title).toHaveText(/^(REFUND|退款小票)/);
  await expect(sheet).toContainText("Returned goods");
  await printer.close();
  await till.key("Print").click();
  await dialog.getByRole("radio", { name: /^Sale ¥128.50/ }).check();
  await expect(button).toHaveText("Print copy 3");
  expect(await graveFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  const prints = (await database.eventsOf(orderId)).filter(({ kind }) => kind === "receipt_printed");
  expect(prints.map(({ data }) => [data.copy, data.refundId === null])).toEqual([
    [0, true],
    [1, true],
    [2, true],
    [0, false],
  ]);
});

test("E4 a print window that does not open: the till says so, and P tries the same print again under its number", async ({
  database,
  sellPaid,
  till,
}) => {
  const { orderId } = await sellPaid(till, "18.00");
  const { page } = till;
  const printer = await putPrinter(page);
  await printer.block();
  await openBy(page, "p");
  const dialog = page.getByRole("dialog", { name: "Print receipt" });
  await dialog.getByRole("button", { name: "Print", exact: true }).click();
  await expect(dialog.getByRole("status")).toHaveText("The browser did not open its print window. Press P to print.");
  const again = await putPrinter(page);
  await page.keyboard.press("p");
  await expect(sheetOn(page)).toBeAttached();
  await again.close();
  await expect(dialog).toHaveCount(0);
  const prints = (await database.eventsOf(orderId)).filter(({ kind }) => kind === "receipt_printed");
  expect(prints).toHaveLength(1);
});

const LONG = {
  en: {
    store: "The Very Long-Established Riverside Noodle House & Tea Room (Central Station)",
    address: "Unit 12, 3rd Floor, 1288 Riverside Avenue North, Pudong, Shanghai 200120, China",
    register: "Till by the window on the upper floor, left",
    footer: "Thank you for your visit. Goods can be returned within fourteen days with this receipt.",
  },
  "zh-CN": {
    store: "老字号临江面馆暨茶室（中央火车站南广场地下一层旗舰店）",
    address: "上海市浦东新区陆家嘴环路一千二百八十八号三楼十二单元（近地铁二号线一号口）",
    register: "二楼靠窗左侧第三号收银台",
    footer: "谢谢惠顾。凭本小票十四天内可退换货。",
  },
} as const;

for (const language of ["en", "zh-CN"] as const) {
  test(`E2 E7 R8 on 80 and 58 mm nothing is cut, and all of it is black: ${language}`, async ({
    database,
    openTill,
    sell,
    gateway,
    sessions,
  }) => {
    const store = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
    const { store: name, address, register, footer } = LONG[language];
    const second = language === "en" ? null : "en";
    await database.rows(
      "update store set name = $2, address = $3, tax_id = $4, receipt_footer = $5, language = $6, second_language = $7 where id = $1",
      [store, name, address, "91310115MA1K3YTX7Q", footer, language, second],
    );
    const registerId = await database.makeRegister({ store, name: register });
    const till = await openTill({ registerId, cookies: sessions.owner });
    const { page } = till;
    await till.enter("8765.43");
    await page.keyboard.press("+");
    const sale = await sell(till, "1234.50");
    await database.rows("update shop_order set reference = $2 where id = $1", [
      sale.orderId,
      "Table 12 by the window, second bill of three, 表 12 窗边第二张账单",
    ]);
    await gateway.pay(sale.merchantNumber);
    await till.shows("paid");
    await page.keyboard.press("s");
    const printer = await putPrinter(page);
    const dialog = page.getByRole("dialog", { name: "Print receipt" });

    async function printOn(width: Width, kind: string) {
      await openBy(page, "p");
      await dialog.getByRole("radio", { name: `${width} mm` }).check();
      await dialog.getByRole("button", { name: /^Print/ }).click();
      await expect(sheetOn(page)).toContainText("CNY 9,999.93");
      await checkPaper(page, width, `${kind}-${language}`);
      await printer.close();
      await expect(dialog).toHaveCount(0);
    }

    for (const width of WIDTHS) await printOn(width, "sale");
    await till.refund({ amount: "9999.93" });
    await till.shows("refunded");
    for (const width of WIDTHS) await printOn(width, "refund");
    await openBy(page, "p");
    await expect(dialog.getByRole("radio", { name: "58 mm" })).toBeChecked();
  });
}

test("9.11 P prints the code of a waiting sale, large enough and with the end of its time in words; the screen's code is gone while it is printed", async ({
  sell,
  till,
}) => {
  const { page } = till;
  const { codeText } = await sell(till, "45.00");
  const printer = await putPrinter(page);
  const dialog = page.getByRole("dialog", { name: /^Print code/ });
  const sheet = sheetOn(page);
  for (const width of WIDTHS) {
    await openBy(page, "p");
    await dialog.getByRole("radio", { name: `${width} mm` }).check();
    await dialog.getByRole("button", { name: "Print code" }).click();
    await expect(sheet).toContainText(/(Pay before|请在) \d\d:\d\d:\d\d/);
    await expect(sheet).toContainText(/Do not pay after this time|超时请勿付款/);
    await expect(till.code).toHaveCount(0);
    const code = sheet.locator("svg[data-code]");
    const { side, modules } = await code.evaluate((svg) => ({
      side: svg.getBoundingClientRect().width / (96 / 25.4),
      modules: (svg as SVGSVGElement).viewBox.baseVal.width,
    }));
    expect((side * (modules - 8)) / modules).toBeGreaterThanOrEqual(38);
    expect(side / modules).toBeGreaterThanOrEqual(0.5);
    await page.emulateMedia({ media: "print" });
    expect(await readCode(sheet)).toEqual({ jsqr: codeText, zxing: codeText });
    await page.emulateMedia({ media: null });
    await checkPaper(page, width, "code");
    await printer.close();
    await expect(dialog).toHaveCount(0);
    await expect(till.code).toHaveCount(1);
  }
});
