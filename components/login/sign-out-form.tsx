"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { postAuth } from "./auth-request.ts";

export function SignOutForm() {
  const t = useTranslations("signOut");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function submit() {
    setState("busy");
    const answer = await postAuth("signout", {});
    // The whole document goes, and with it all that was on the screen (S26).
    if (answer.kind === "done") location.replace("/login");
    else setState("failed");
  }

  return (
    <div className="grid gap-3">
      {state === "failed" && (
        <div role="alert" className="tone-warn">
          <Note icon="offline">{t("failed")}</Note>
        </div>
      )}
      <Button look="primary" className="min-h-13" disabled={state === "busy"} onClick={submit}>
        {t("submit")}
      </Button>
      <a href="/" className={buttonClass("line", "min-h-13")}>
        {t("back")}
      </a>
    </div>
  );
}
