/** Who this process runs as, if the program may know. */
export const currentUser = (): number | undefined =>
  Deno.permissions.querySync({ name: "sys", kind: "uid" }).state === "granted" ? (Deno.uid() ?? undefined) : undefined
