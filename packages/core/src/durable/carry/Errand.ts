import type * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type * as Schema from "effect/Schema"
import type * as SqlClient from "effect/sql/SqlClient"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import type { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"
import type { Runner } from "../Runner.ts"
import type { TellingFailure } from "./failureDocument.ts"

/** What carries a journey needs. */
export type Services = ZohoConnection | SqlClient.SqlClient | FileSystem.FileSystem | Path.Path | Runner

/** A journey to carry: its name, and where its files are. */
export interface Errand {
  readonly key: string
  readonly folder: string
  /** Goes on if no other life carries the journey by now, and falls silent otherwise. */
  readonly check: Effect.Effect<void, StorageFailed>
  /** Keeps what came of it, once it is in place, and before its journal is finished. */
  readonly keepResult: (result: Schema.Json) => Effect.Effect<void, StorageFailed>
  /** What an earlier life has kept. */
  readonly kept: Schema.Json | null
}

/** An order of unknown outcome, with the module of a mirror that it is of. */
export interface Lost {
  readonly _tag: "Lost"
  readonly module?: string
  readonly failure: CreateOutcomeUnknown
}

/** How one kind of journey is carried. */
export type Carried<Result> = Effect.Effect<Result, TellingFailure | Lost, Services>
