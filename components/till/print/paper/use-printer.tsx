"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import type { PaperWidth } from "#lib/receipts/commands.ts";

type Job = { content: ReactNode; paperWidth: PaperWidth };

const MM_PER_PIXEL = 25.4 / 96;
/** A browser that opens its window at all has said so by then. */
const OPENS_MS = 1_000;

/** Paper with the margins that a printer does not reach (widths.ts). */
const SHEETS: Record<PaperWidth, string> = { 80: "w-[80mm] px-[4mm]", 58: "w-[58mm] px-[5mm]" };

/**
 * Puts something on the paper of a receipt printer, alone: everything else of the page is hidden on paper. The sheet
 * belongs anywhere in the tree. "blocked": the browser did not open its print window.
 */
export function usePrinter(): { sheet: ReactNode; print: (job: Job) => Promise<"printed" | "blocked"> } {
  const [job, setJob] = useState<Job | null>(null);
  const paper = useRef<HTMLDivElement>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  async function print(wanted: Job): Promise<"printed" | "blocked"> {
    flushSync(() => setJob(wanted));
    const takeBack = setPage(wanted.paperWidth, paper.current?.offsetHeight ?? 0);
    const { outcome, abort } = openPrintWindow();
    stop.current = () => {
      takeBack();
      abort();
    };
    const ended = await outcome;
    stop.current();
    stop.current = null;
    setJob(null);
    return ended;
  }

  const sheet =
    job &&
    createPortal(
      <div
        ref={paper}
        aria-hidden="true"
        data-paper={job.paperWidth}
        className={`paper invisible fixed top-0 left-[-200vw] pt-[3mm] pb-[10mm] text-[12px] leading-[1.35] print:visible print:static ${SHEETS[job.paperWidth]}`}
      >
        {job.content}
      </div>,
      document.body,
    );
  return { sheet, print };
}

/**
 * One page, exactly as long as what stands on it: CSS knows no page that grows. Never wider than high, which a browser
 * would take for a page that lies on its side.
 */
function setPage(width: PaperWidth, pixels: number): () => void {
  const height = Math.max(Math.ceil(pixels * MM_PER_PIXEL) + 1, width + 1);
  const page = new CSSStyleSheet();
  page.replaceSync(`@page { size: ${width}mm ${height}mm; margin: 0 }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== page);
  };
}

/** Ends when the window was closed, or did not open. */
function openPrintWindow(): { outcome: Promise<"printed" | "blocked">; abort: () => void } {
  const listening = new AbortController();
  const outcome = new Promise<"printed" | "blocked">((resolve) => {
    let opened = false;
    addEventListener("beforeprint", () => (opened = true), listening);
    addEventListener("afterprint", () => resolve("printed"), listening);
    print();
    setTimeout(() => !opened && resolve("blocked"), OPENS_MS);
  });
  return { outcome, abort: () => listening.abort() };
}
