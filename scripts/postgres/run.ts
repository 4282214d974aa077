/**
 * Starts a PostgreSQL server, says where it is, and stops it with Ctrl-C.
 */
import process from "node:process"
import { startPostgres } from "./startPostgres.ts"

const postgres = await startPostgres()
console.log(postgres.url)
const stop = (): void => void postgres.stop().then(() => process.exit(0))
process.once("SIGINT", stop)
process.once("SIGTERM", stop)
setInterval(() => undefined, 60_000)
