/** Reads every value of what was parsed, and counts them. */
export const readAll = (json: unknown): number => {
  if (typeof json !== "object" || json === null) return 1
  let values = 1
  for (const key in json) values += readAll((json as Readonly<Record<string, unknown>>)[key])
  return values
}
