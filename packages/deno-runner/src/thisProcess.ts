/** What a process that wants a lock of this one reports; without the machine's name, unless that may be read. */
export const thisProcess = (): string => {
  const mayName = Deno.permissions.querySync({ name: "sys", kind: "hostname" }).state === "granted"
  return mayName ? `process ${Deno.pid} on ${Deno.hostname()}` : `process ${Deno.pid}`
}
