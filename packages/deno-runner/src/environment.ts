/** Checks whether Deno was allowed to read a variable, without asking anyone. */
export const isReadable = (variable: string): boolean =>
  Deno.permissions.querySync({ name: "env", variable }).state === "granted"

/** Reads one environment variable; an empty one, and one that Deno was not allowed to read, counts as unset. */
export const readVariable = (variable: string): string | undefined =>
  isReadable(variable) ? Deno.env.get(variable) || undefined : undefined
