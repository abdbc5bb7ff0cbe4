"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { useHasPasskeys } from "#components/login/use-has-passkeys.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { AccountActions } from "#lib/account/commands.ts";

type Props = {
  /** `added` and `used`: in the store's time; null: never used. */
  passkeys: readonly { id: string; name: string; added: string; used: string | null }[];
  /** Whether browsers offer passkeys at this address. */
  isOffered: boolean;
  actions: Pick<AccountActions, "beginPasskey" | "addPasskey" | "removePasskey">;
};

type State = "idle" | "busy" | "missing" | "stopped" | "refused" | "crowded" | "network";

/** The passkeys of a person, each of them a whole sign-in. */
export function PasskeyList({ passkeys, isOffered, actions }: Props) {
  const t = useTranslations("account.passkeys");
  const router = useRouter();
  const { freshly, dialog } = useFresh();
  const [name, setName] = useState("");
  const [state, setState] = useState<State>("idle");
  const isKnown = useHasPasskeys();

  async function add(event: FormEvent) {
    event.preventDefault();
    if (state === "busy") return;
    if (name.trim() === "") return setState("missing");
    setState("busy");
    setState(await make().catch((): State => "network"));
    router.refresh();
  }

  async function make(): Promise<State> {
    const begun = await freshly(() => actions.beginPasskey({}));
    if (begun === null) return "idle";
    if (begun.kind !== "wish") return begun.kind === "crowded" ? "crowded" : "refused";
    // Whoever closes the browser's own dialog has changed their mind.
    const made = await startRegistration({ optionsJSON: begun.wish }).catch(() => null);
    if (made === null) return "stopped";
    const { id, rawId, response } = made;
    const answer = {
      ...{ id, rawId, type: "public-key" as const, clientExtensionResults: {} },
      response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
    };
    const { kind } = await actions.addPasskey({ name: name.trim(), answer });
    if (kind !== "added") return "refused";
    setName("");
    return "idle";
  }

  async function remove(passkeyId: string) {
    const answer = await freshly(() => actions.removePasskey({ passkeyId })).catch(() => "network" as const);
    if (answer === "network") setState("network");
    router.refresh();
  }

  const told = state !== "idle" && state !== "busy" && state !== "missing" ? t(state) : null;
  return (
    <section aria-labelledby="passkeys" className="grid gap-4 border-line border-t pt-5">
      <h2 id="passkeys" className="font-semibold text-tape">
        {t("title")}
      </h2>
      <p>{t(isOffered && isKnown ? "text" : isOffered ? "noBrowser" : "noSite")}</p>
      {told !== null && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{told}</Note>
        </div>
      )}
      {passkeys.length > 0 && (
        <ul className="-mt-2" data-passkeys>
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center gap-4 border-line border-b py-2 last:border-0">
              <div className="min-w-0 flex-1">
                <p className="font-semibold [overflow-wrap:anywhere]">{passkey.name}</p>
                <p className="text-muted text-small tabular-nums">
                  {passkey.used === null
                    ? t("unused", { added: passkey.added })
                    : t("times", { added: passkey.added, used: passkey.used })}
                </p>
              </div>
              <Button
                className="text-fail!"
                aria-label={t("removeName", { name: passkey.name })}
                onClick={() => remove(passkey.id)}
              >
                {t("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isOffered && isKnown && (
        <form method="post" onSubmit={add} noValidate className="grid gap-4">
          <Field
            label={t("name")}
            name="passkey"
            autoComplete="off"
            maxLength={40}
            help={t("nameHelp")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={state === "missing" ? t("missing") : null}
          />
          <Button type="submit" className="min-h-13" aria-disabled={state === "busy"}>
            {t(state === "busy" ? "busy" : "add")}
          </Button>
        </form>
      )}
      {dialog}
    </section>
  );
}
