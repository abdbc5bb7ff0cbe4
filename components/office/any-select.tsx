import { useTranslations } from "next-intl";
import { Select } from "#components/ui/select.tsx";

type Option = { value: string; text: string };
type Props = {
  label: string;
  name: string;
  /** Null while any will do. */
  value: string | null;
  any: string;
  options: readonly Option[];
};

/** A filter that may say nothing. */
export const AnySelect = ({ value, any, options, ...named }: Props) => (
  <Select {...named} value={value ?? ""} options={[{ value: "", text: any }, ...options]} />
);

type StoreProps = { stores: readonly { id: string; name: string }[]; value: string | null };

/** Of which store; whoever has but one is not asked. */
export function StoreSelect({ stores, value }: StoreProps) {
  const t = useTranslations("orders");
  if (stores.length < 2) return null;
  const options = stores.map(({ id, name }) => ({ value: id, text: name }));
  return <AnySelect label={t("store")} name="storeId" value={value} any={t("allStores")} options={options} />;
}
