"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import type { ClaimResult } from "#lib/setup/commands.ts";
import { NewPasswordField } from "./new-password-field.tsx";

export type TypedPerson = { name: string; login: string; password: string };

/** What is wrong with an entry, before it was sent or by the server's word. */
export type PersonFault =
  | { kind: "missing" | "odd_login" | "taken" }
  | Extract<ClaimResult, { kind: "password_refused" }>;

/** What can be said without asking the server. */
export function faultOf({ name, login, password }: TypedPerson): PersonFault | null {
  if (name.trim() === "" || login.trim() === "" || password === "") return { kind: "missing" };
  return /\s/.test(login.trim()) ? { kind: "odd_login" } : null;
}

type Props = { typed: TypedPerson; set: (part: Partial<TypedPerson>) => void; fault: PersonFault | null };

/** How somebody is called and signs in, of the own choice. */
export function PersonFields({ typed, set, fault }: Props) {
  const t = useTranslations("join");
  const missing = (text: string) => (fault?.kind === "missing" && text.trim() === "" ? t("missing") : null);
  return (
    <>
      <Field
        label={t("name")}
        name="name"
        autoComplete="name"
        maxLength={80}
        value={typed.name}
        onChange={(event) => set({ name: event.target.value })}
        help={t("nameHelp")}
        error={missing(typed.name)}
      />
      <Field
        label={t("login")}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={typed.login}
        onChange={(event) => set({ login: event.target.value })}
        error={fault?.kind === "taken" || fault?.kind === "odd_login" ? t(fault.kind) : missing(typed.login)}
      />
      <NewPasswordField
        value={typed.password}
        onChange={(password) => set({ password })}
        error={fault?.kind === "password_refused" ? t(`problems.${fault.problem}`) : missing(typed.password)}
      />
    </>
  );
}
