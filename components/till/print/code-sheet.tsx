import { QRCodeSVG } from "qrcode.react";
import { PracticeHead } from "#components/receipt/receipt.tsx";
import { Say } from "#components/receipt/say.tsx";
import type { Words, WrittenCode } from "#components/receipt/written.ts";

type Props = {
  code: WrittenCode;
  text: string;
  /** Millimetres, quiet zone included. */
  side: number;
};

/** A payment code on paper: amount, code, and until when it can be paid. */
export function CodeSheet({ code, text, side }: Props) {
  const say = (words: Words) => <Say stacked words={words} second={code.secondLanguage} />;
  return (
    <div
      lang={code.language}
      className="grid grid-cols-1 justify-items-center gap-[0.75em] text-center [overflow-wrap:anywhere]"
    >
      {code.practice !== null && <PracticeHead>{say(code.practice)}</PracticeHead>}
      <p>{code.storeName}</p>
      <p className="whitespace-nowrap font-semibold text-[1.667em] leading-tight">{code.amount}</p>
      <p>{say(code.title)}</p>
      <QRCodeSVG
        value={text}
        level="M"
        marginSize={4}
        width={`${side}mm`}
        height={`${side}mm`}
        bgColor="#FFFFFF"
        fgColor="#000000"
        role="presentation"
        shapeRendering="crispEdges"
        data-code={text}
        className="block max-w-none justify-self-center"
      />
      <p className="font-semibold text-[1.333em] leading-tight">{say(code.endsAt)}</p>
      <p className="font-semibold">{say(code.never)}</p>
    </div>
  );
}
