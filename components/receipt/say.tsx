import type { Language } from "../../i18n/languages.ts";
import type { Words } from "./written.ts";

/** Words in the language of the receipt and, smaller, in the second one. Chinese stays at twelve pixels on paper. */
export function Say({ words, second }: { words: Words; second: Language | null }) {
  return (
    <>
      {words.text}
      {words.second !== null && words.second !== words.text && (
        <span lang={second ?? undefined} className={`font-normal ${second === "en" ? "text-[0.9167em]" : ""}`}>
          {" "}
          {words.second}
        </span>
      )}
    </>
  );
}
