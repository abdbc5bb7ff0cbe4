/** The processes that can be struck from inside. */
export type Role = "front" | "web" | "worker";

/** What happens at a point. The process does it to itself. */
export type Effect =
  /** SIGKILL, in the very gap. */
  | { do: "kill" }
  /** SIGSTOP; whoever placed it sends SIGCONT. */
  | { do: "stop" }
  /** The event loop stands still for so long. */
  | { do: "block"; ms: number }
  /** Before a statement: the database raises this SQLSTATE in its place. */
  | { do: "raise"; code: string }
  /** After a statement: it was committed, but its answer is lost with its connection. */
  | { do: "lose" }
  /** Before a statement: a bug. */
  | { do: "throw" }
  /** From now on the clock of this process is so much ahead. */
  | { do: "shift_clock"; ms: number };

/**
 * A named gap between two effects, and what is to happen there, once. Points are `before:` and `after:` the name of a
 * prepared statement (`write_change`), a call to the gateway (`precreate`, `query`, `cancel`, `close`, `refund`,
 * `refund_query`, `notify_verify`), or `answer`: that of the front to a notification. `before:*` is any statement
 * that has a name.
 */
export type Order = {
  in: Role;
  at: `${"before" | "after"}:${string}`;
  effect: Effect;
  /** Only where this merchant number is concerned. */
  about?: string;
  /** At the how many-th time; the first when absent. */
  nth?: number;
  /** Not once, but once at every point that `before:*` stands for, in every process that comes there. */
  each?: true;
};

/** Files below the folder of points. */
export const STRUCK = "struck";
export const CALLS = "calls.log";
/** How a process was started: `<role>.json`. */
export type Start = { file: string; words: string[]; env: NodeJS.ProcessEnv };
