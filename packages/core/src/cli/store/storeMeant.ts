import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { type DatabaseAddress, databaseAddress } from "../../sql/postgres/databaseAddress.ts"
import {
  databasePasswordVariables,
  databaseVariables,
  readDatabaseUrl,
  withDatabasePassword,
} from "../../sql/postgres/readDatabaseUrl.ts"
import { UsageError } from "../failure/UsageError.ts"
import type { StoreFlags } from "../flags/storeFlags.ts"
import { hold } from "../output/HeldSecrets.ts"

/** A store on one machine. */
export interface StoreInFile {
  readonly _tag: "file"
  /** As somebody named it. */
  readonly named: string
  /** Its whole name. */
  readonly shown: string
}

/** A store that machines share. */
export interface StoreInDatabase extends DatabaseAddress {
  readonly _tag: "database"
  /** As it may be named. */
  readonly named: string
  /** The flags by which it is meant in another call; none if variables mean it. */
  readonly flags: string
  readonly insecure: boolean
}

/** A store. */
export type StoreMeant = StoreInFile | StoreInDatabase

const passwordWays = `${databasePasswordVariables[0]}, or in a file that ${databasePasswordVariables[1]} names`

/** The URL of a flag: it is seen by whoever lists what runs, so no secret may be in it. */
const urlOfFlag = Effect.fnUntraced(function* (database: string) {
  const url = Redacted.make(database, { label: "database" })
  const { password, searchParams } = URL.canParse(database) ? new URL(database) : new URL("postgresql://localhost")
  if (password === "" && !searchParams.has("password")) return yield* withDatabasePassword(url)
  yield* hold(Redacted.make(password))
  return yield* new UsageError({
    problem: "--database contains a password, which others can see in process lists",
    remedy: `Leave it out of the URL, change it, and give it in ${passwordWays}.`,
  })
})

const isSet = (name: string) =>
  Effect.map(Effect.orElseSucceed(Config.option(Config.Redacted(name)), Option.none), Option.isSome)

/** The variables that name a database and are set. */
const variablesSet = Effect.filter(databaseVariables, isSet)

/** Whether a variable names a database. */
export const isInVariables = Effect.map(variablesSet, (set) => set.length > 0)

const databaseOf = Effect.fnUntraced(function* ({ database, insecureDatabase }: StoreFlags) {
  const url = database === undefined ? yield* readDatabaseUrl : yield* urlOfFlag(database)
  const address = yield* Effect.fromResult(databaseAddress(url, insecureDatabase))
  const { password } = new URL(Redacted.value(address.url))
  const spelledOut = Result.getOrElse(
    Result.try(() => decodeURIComponent(password)),
    () => password,
  )
  yield* hold(Redacted.make(password), Redacted.make(spelledOut))
  const flags = [
    ...(database === undefined ? [] : [`--database ${database}`]),
    ...(insecureDatabase ? ["--insecure-database"] : []),
  ]
  return {
    _tag: "database" as const,
    ...address,
    named: address.shown,
    insecure: insecureDatabase,
    flags: flags.join(" "),
  }
})

/** Which store is meant: by flags, or by the variables of a database. */
export const storeMeant = Effect.fnUntraced(function* (
  flags: StoreFlags,
): Effect.fn.Return<StoreMeant, InvalidSettings | StorageFailed | UsageError, FileSystem.FileSystem | Path.Path> {
  const { database, insecureDatabase, store } = flags
  if (store !== undefined) {
    if (database === undefined && !insecureDatabase) {
      return { _tag: "file", named: store, shown: (yield* Path.Path).resolve(store) }
    }
    return yield* new UsageError({
      problem: `--store and ${database === undefined ? "--insecure-database" : "--database"} contradict each other`,
      remedy: "Name a file on this machine, or a database that machines share.",
    })
  }
  if (database !== undefined || (yield* isInVariables)) return yield* databaseOf(flags)
  return yield* new UsageError({
    problem: "No store of journeys is named",
    remedy: `Name a file with --store, as in --store journeys.db, or a PostgreSQL database with --database or ${databaseVariables[0]}.`,
  })
})

/** The flags by which a store is meant in another call. */
export const flagsOf = (store: StoreMeant): string => (store._tag === "file" ? `--store ${store.named}` : store.flags)
