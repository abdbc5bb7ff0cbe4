/** `&` and `=` would make the sign string ambiguous; the customer reads their full-width twins (architecture 4.9). */
export const unambiguous = (text: string): string => text.replaceAll("&", "＆").replaceAll("=", "＝");
