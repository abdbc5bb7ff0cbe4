type OfficePage = {
  href: "/" | "/orders" | "/dashboard" | "/exceptions" | "/notifications" | "/stores" | "/staff" | "/audit";
  text: "till" | "orders" | "dashboard" | "exceptions" | "notifications" | "stores" | "staff" | "audit";
  icon: "scan" | "list" | "chart" | "octagon" | "park" | "wallet" | "people" | "clock";
};

export type OfficeRights = { canSeeStores: boolean; canManageStaff: boolean; canSeeAudit: boolean };

/** The pages that somebody in the office may open. */
export const officePages = ({ canSeeStores, canManageStaff, canSeeAudit }: OfficeRights): readonly OfficePage[] => [
  { href: "/", text: "till", icon: "scan" },
  { href: "/orders", text: "orders", icon: "list" },
  { href: "/dashboard", text: "dashboard", icon: "chart" },
  { href: "/exceptions", text: "exceptions", icon: "octagon" },
  { href: "/notifications", text: "notifications", icon: "park" },
  ...(canSeeStores ? [{ href: "/stores", text: "stores", icon: "wallet" } as const] : []),
  ...(canManageStaff ? [{ href: "/staff", text: "staff", icon: "people" } as const] : []),
  ...(canSeeAudit ? [{ href: "/audit", text: "audit", icon: "clock" } as const] : []),
];
