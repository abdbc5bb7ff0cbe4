const PX_PER_MM = 96 / 25.4;
/** For the knife, below the last line. */
const TAIL_MM = 10;

let paper: CSSStyleSheet | null = null;

/** Makes the printed page as wide as the paper and as long as its content: CSS knows no page that ends by itself. */
export function setPaper(width: number, contentPx: number): void {
  const length = Math.ceil(contentPx / PX_PER_MM) + TAIL_MM;
  if (paper === null) {
    paper = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper];
  }
  paper.replaceSync(`@page { size: ${width}mm ${length}mm; margin: 0 }`);
}
