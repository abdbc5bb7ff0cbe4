/** True when a stored row says something else than the file in one of the file's members. */
export const differs = <Row extends object>(known: Row, wanted: Partial<Row>): boolean =>
  Object.entries(wanted).some(([name, value]) => known[name as keyof Row] !== value);
