const WIDTH = 320;
const STEP = 8;

const LINES = Array.from({ length: WIDTH / STEP + 1 }, (_, index) => `M${(index - 1) * STEP} 8l8-8`).join("");

/** Diagonal lines that a printer without backgrounds draws, too. */
export const Stripes = () => (
  <svg
    aria-hidden="true"
    viewBox={`0 0 ${WIDTH} 8`}
    preserveAspectRatio="xMinYMid slice"
    className="h-[0.75em] w-full fill-none stroke-[3] stroke-current"
  >
    <path d={LINES} />
  </svg>
);
