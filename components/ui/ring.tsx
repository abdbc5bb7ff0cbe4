const LENGTH = 126; // of a circle with radius 20, a little more than its 125.66: a full ring closes

/** How much is left of a span, 1 to 0, in the tone of its surroundings. The number beside it says the same. */
export function Ring({ share, className = "size-12" }: { share: number; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 48 48" className={`flex-none -rotate-90 fill-none stroke-4 ${className}`}>
      <circle cx="24" cy="24" r="20" className="stroke-line-2" />
      {share > 0 && (
        <circle
          cx="24"
          cy="24"
          r="20"
          className="stroke-tone [stroke-linecap:round]"
          strokeDasharray={`${Math.round(share * LENGTH)} ${LENGTH}`}
        />
      )}
    </svg>
  );
}
