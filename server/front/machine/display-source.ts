import type { DisplayViewer } from "#lib/displays/queries.ts";
import type { DisplayNews } from "#lib/displays/view.ts";
import type { FrontPorts } from "../ports.ts";
import type { Send, Writer } from "./stream.ts";
import type { Source } from "./streams.ts";

/** What customers' displays are told: one picture at a time. */
export const displaySource = (
  { viewer, view }: FrontPorts["displays"],
  build: string,
): Source<DisplayViewer, DisplayNews> => ({
  viewer,
  // What its cookie says is looked up each time, the register too.
  sees: async () => true,
  // A display that was moved is another viewer: its stream ends, and the next one is of the register that it shows now.
  keyOf: ({ deviceId, registerId }) => `${deviceId} ${registerId}`,
  read: ({ deviceId }, registerId) => view({ deviceId, registerId }),
  isLively: ({ view: { state } }) => state !== "idle",
  writer: (send) => writeDisplay(send, build),
});

const writeDisplay = (send: Send, build: string): Writer<DisplayNews> => {
  let told = "";
  const show = ({ view }: DisplayNews) => {
    const is = JSON.stringify(view);
    if (is !== told) send("view", view);
    told = is;
  };
  // The clock comes first: whoever hears a picture knows by then what time it is.
  const beat = ({ now }: DisplayNews) => send("beat", { now, build });
  const tell = (news: DisplayNews) => {
    beat(news);
    show(news);
  };
  return { begin: tell, show, beat };
};
