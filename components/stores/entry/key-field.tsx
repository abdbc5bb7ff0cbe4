"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useId } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Typed } from "./fields.ts";

type Props = {
  label: string;
  name: string;
  value: Typed | undefined;
  help: string;
  error: string | null;
  /** What is shown of the key that was typed, and of the one that is stored. */
  mark: string | null;
  stored: string | null;
  withUpload: boolean;
  onChange: (value: Typed) => void;
  onLeave: () => void;
};

/** A long text, such as a key or certificate: pasted in any form, or uploaded as a file. What is stored is never shown, only how to tell it. */
export function KeyField({ label, name, value, help, error, mark, stored, withUpload, onChange, onLeave }: Props) {
  const t = useTranslations("stores.form");
  const id = useId();
  const notes = `${id}-notes`;
  const file = typeof value === "object" ? value : null;

  async function upload(event: ChangeEvent<HTMLInputElement>) {
    const [chosen] = event.target.files ?? [];
    event.target.value = "";
    if (chosen === undefined) return;
    onChange({ name: chosen.name, bytes: toBase64(new Uint8Array(await chosen.arrayBuffer())) });
    onLeave();
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold text-table">
        {label}
      </label>
      {file === null ? (
        <textarea
          id={id}
          name={name}
          rows={stored === null ? 4 : 2}
          value={typeof value === "string" ? value : ""}
          placeholder={stored === null ? "" : t("kept")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={notes}
          aria-invalid={error !== null}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
          className={`w-full rounded-card border bg-card px-3.5 py-2.5 text-table outline-accent [overflow-wrap:anywhere] focus-visible:outline-3 focus-visible:outline-offset-2 ${error === null ? "border-control" : "border-fail"}`}
        />
      ) : (
        <div
          className={`flex min-h-12 items-center gap-2 rounded-card border bg-card pr-1 pl-3.5 ${error === null ? "border-control" : "border-fail"}`}
        >
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{file.name}</span>
          <IconButton icon="x" label={t("removeFile", { name: file.name })} onClick={() => onChange("")} />
        </div>
      )}
      <div id={notes} className="text-small">
        {error !== null && (
          <p role="alert" className="font-semibold text-fail">
            {error}
          </p>
        )}
        {mark !== null && <p className="text-text">{t("mark", { mark })}</p>}
        {mark === null && stored !== null && <p className="text-text">{t("stored", { mark: stored })}</p>}
        <p className="text-muted">{help}</p>
      </div>
      {withUpload && (
        <Upload label={t("upload", { what: label })} onChange={upload}>
          {t("uploadFile")}
        </Upload>
      )}
    </div>
  );
}

type UploadProps = { label: string; onChange: (event: ChangeEvent<HTMLInputElement>) => void; children: string };

/** The native control fills a label that looks like a button. */
const Upload = ({ label, onChange, children }: UploadProps) => (
  <label
    className={buttonClass(
      "line",
      "relative justify-self-start has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
    )}
  >
    {children}
    <input
      type="file"
      aria-label={label}
      onChange={onChange}
      className="absolute inset-0 size-full cursor-pointer opacity-0"
    />
  </label>
);

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
