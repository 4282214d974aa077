/** The value that as many are below as above. */
export const middle = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) / 2
  return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2
}

/** How far values lie apart, against the one in the middle. */
export const spread = (values: ReadonlyArray<number>): number =>
  values.length < 2 ? 0 : (Math.max(...values) - Math.min(...values)) / middle(values)
