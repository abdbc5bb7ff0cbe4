/** In which of the file's members a stored row says something else. */
export const differences = <Row extends object>(known: Row | null, wanted: Partial<Row>): string[] =>
  Object.entries(wanted).flatMap(([name, value]) => (known?.[name as keyof Row] === value ? [] : [name]));
