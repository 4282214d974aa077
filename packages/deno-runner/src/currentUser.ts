/** Who this process runs as, where the program may know. */
export const currentUser = (): number | undefined =>
  Deno.permissions.querySync({ name: "sys", kind: "uid" }).state === "granted" ? (Deno.uid() ?? undefined) : undefined
