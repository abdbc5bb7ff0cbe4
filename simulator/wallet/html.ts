/** Text that may stand in a page as it is. */
export type Html = { readonly html: string };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes every value that is not Html itself; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const texts = values.map((value) =>
    typeof value === "string"
      ? escapeText(value)
      : [value]
          .flat()
          .map(({ html }) => html)
          .join(""),
  );
  return { html: parts.map((part, index) => part + (texts[index] ?? "")).join("") };
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
