"use client";

import { type AccountActions, AccountForm } from "./account-form.tsx";

type FormProps = Parameters<typeof AccountForm>[0];
type Props = Omit<FormProps, "onSaved" | "back"> & { known: NonNullable<FormProps["known"]>; actions: AccountActions };

/** The next version of an account; afterwards its page shows it. */
export function ChangeAccount(props: Props) {
  const page = `/stores/${props.store.id}/credentials/${props.known.id}`;
  return <AccountForm {...props} back={page} onSaved={() => location.assign(page)} />;
}
