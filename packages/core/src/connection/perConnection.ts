import type { Connection } from "./Connection.ts"

/** Makes something once for each connection that asks for it, and keeps it as long as the connection. */
export const perConnection = <A extends object>(make: () => A): ((connection: Connection) => A) => {
  const made = new WeakMap<Connection, A>()
  return (connection) => {
    const kept = made.get(connection) ?? make()
    made.set(connection, kept)
    return kept
  }
}
