export const REGISTERS = 20;

/** Looks at the screens: one live stream for each register. */
export const SCREENS = { login: "bench-screens", password: "bench screens 1" };
/** Loads pages, the list of orders included, and stands at the counter that is measured. */
export const PAGES = { login: "bench-pages", password: "bench pages 1" };

/** A store beside the practice store, with the same account. */
export const STORE_FILE = {
  merchant: { code: "practice", name: "Practice" },
  stores: [
    {
      code: "bench",
      name: "Bench store",
      practice: true,
      registers: Array.from({ length: REGISTERS }, (_, at) => ({ code: `${at + 1}`, name: `Till ${at + 1}` })),
      accounts: { CNY: "practice-openapi" },
    },
  ],
  staff: [
    { ...SCREENS, name: "Screens", roles: { bench: "cashier" } },
    { ...PAGES, name: "Pages", roles: { bench: "manager" } },
  ],
};
