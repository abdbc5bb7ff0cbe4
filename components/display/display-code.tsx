"use client";

import { memo } from "react";
import { textsOf } from "#components/till/code/code-choice.ts";
import { AS_LARGE_AS_POSSIBLE } from "#components/till/code/code-size.ts";
import { Drawing } from "#components/till/code/drawing.tsx";

type Props = {
  text: string;
  label: string;
  room: number /** In words, where the code finds no room. */;
  instead: string;
};

/** A code as large as its room; the clock beside it never draws it anew. */
export const DisplayCode = memo(function DisplayCode({ text, label, room, instead }: Props) {
  return (
    <Drawing
      texts={textsOf({ text, ownText: null })}
      label={label}
      room={room}
      wanted={AS_LARGE_AS_POSSIBLE}
      instead={() => <p className="max-w-96 text-balance px-6 text-center font-semibold text-title">{instead}</p>}
    />
  );
});
