"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postAuth } from "#components/login/auth-request.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { JoinResult, LinkActions } from "#lib/staff/commands.ts";
import { faultOf, type PersonFault, PersonFields, type TypedPerson } from "./person-fields.tsx";

type State = JoinResult | PersonFault | { kind: "idle" | "sending" | "network" };

const FAULTS: readonly string[] = ["missing", "odd_login", "taken", "password_refused"] satisfies PersonFault["kind"][];
const isFault = (state: State): state is PersonFault => FAULTS.includes(state.kind);

/** Somebody new: name, user name and password of the own choice. Nothing that was typed is cleared by a refusal. */
export function JoinForm({ token, join }: { token: string; join: LinkActions["join"] }) {
  const t = useTranslations("join");
  const [typed, setTyped] = useState<TypedPerson>({ name: "", login: "", password: "" });
  const [state, setState] = useState<State>({ kind: "idle" });
  const set = (part: Partial<TypedPerson>) => setTyped({ ...typed, ...part });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state.kind === "sending") return;
    const [name, login] = [typed.name.trim(), typed.login.trim()];
    const fault = faultOf(typed);
    if (fault !== null) return setState(fault);
    setState({ kind: "sending" });
    const answer: State = await join({ token, name, login, password: typed.password }).catch(() => ({
      kind: "network",
    }));
    setState(answer);
    if (answer.kind !== "joined") return;
    const signedIn = await postAuth("callback/credentials", { login, password: typed.password });
    location.assign(signedIn.kind === "done" ? "/" : "/login");
  }

  const busy = state.kind === "sending" || state.kind === "joined";
  const said = formText(t, state);
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      {said !== null && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{said}</Note>
        </div>
      )}
      <PersonFields typed={typed} set={set} fault={isFault(state) ? state : null} />
      <Button type="submit" look="primary" className="min-h-13" aria-disabled={busy}>
        {busy ? t("busy") : t("join")}
      </Button>
      <a href={`/login?callbackUrl=/join/${token}`} className={buttonClass("plain", "min-h-13")}>
        {t("haveAccount")}
      </a>
    </form>
  );
}

function formText(t: ReturnType<typeof useTranslations<"join">>, state: State): string | null {
  switch (state.kind) {
    case "locked":
      return t("locked", { seconds: state.seconds });
    case "busy":
      return t("crowded");
    case "network":
      return t("network");
    case "used":
    case "over":
    case "withdrawn":
      return t(`void.${state.kind}`);
    case "not_found":
      return t("void.withdrawn");
    default:
      return null;
  }
}
