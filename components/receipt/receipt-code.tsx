import { QRCodeSVG } from "qrcode.react";

/**
 * The code of a receipt's address, black on white in every theme. With 31 mm the code inside of its quiet zone is wider than
 * 22 mm at every number of modules, and a module not smaller than half a millimetre up to 250 bytes.
 */
export function ReceiptCode({ url, label }: { url: string; label: string }) {
  return (
    <div role="img" aria-label={label} className="bg-white [forced-color-adjust:none]" data-receipt-code={url}>
      <QRCodeSVG
        value={url}
        level="M"
        marginSize={4}
        bgColor="#FFFFFF"
        fgColor="#000000"
        role="presentation"
        shapeRendering="crispEdges"
        className="block size-[31mm] max-w-none"
      />
    </div>
  );
}
