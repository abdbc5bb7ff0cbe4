import type { Language } from "../../i18n/languages.ts";
import type { Words } from "./written.ts";

type Props = {
  words: Words;
  second: Language | null;
  /** The second language has a line of its own. */
  stacked?: boolean;
};

/** Words in the language of the receipt and, smaller, in the second one. Chinese stays at twelve pixels on paper. */
export function Say({ words, second, stacked = false }: Props) {
  const size = second === "en" ? "text-[0.9167em]" : "";
  return (
    <>
      {words.text}
      {words.second !== null && words.second !== words.text && (
        <span lang={second ?? undefined} className={`font-normal ${size} ${stacked ? "block" : ""}`}>
          {" "}
          {words.second}
        </span>
      )}
    </>
  );
}
