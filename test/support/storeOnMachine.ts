import { LoadSqlite } from "@zoho-bulk/core/cli"
import { Effect } from "effect"
import { type Machine, machine, type More } from "./onDisk.ts"
import { openSqlite } from "./sqlite.ts"

/** A machine with a store of journeys in a file, which no runner has. */
export const storeOnMachine = (more: More = {}) =>
  Effect.map(machine(), (here: Machine) => {
    const store = here.path("journeys.db")
    const run = (...args: ReadonlyArray<string>) =>
      Effect.provideService(here.run([...args, "--store", store], more), LoadSqlite, Effect.succeed(openSqlite))
    const documentOf = (...args: ReadonlyArray<string>) =>
      Effect.map(run(...args, "--json"), ({ stderr, stdout }) => JSON.parse(stdout === "" ? stderr : stdout))
    return { ...here, store, run, documentOf }
  })
