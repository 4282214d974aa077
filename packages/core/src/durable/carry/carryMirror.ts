import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { CurrentJournalIsOneRun } from "../../mirror/CurrentJournalIsOneRun.ts"
import { CurrentLostOrdersAsk } from "../../mirror/CurrentLostOrdersAsk.ts"
import { folderTarget } from "../../mirror/folder/folderTarget.ts"
import { CurrentMirrorProgress } from "../../mirror/MirrorProgress.ts"
import { removeResultsOf } from "../../results/keptInFolder.ts"
import { runMirror } from "../../mirror/runMirror.ts"
import { layerJournalSql } from "../../sql/journal/layerJournalSql.ts"
import { sqliteTarget } from "../../sql/sqliteTarget.ts"
import { CurrentProgress } from "../../transfer/journey/Progress.ts"
import type { RequestOf } from "../JourneyRequest.ts"
import { Runner } from "../Runner.ts"
import type { Errand, Lost } from "./Errand.ts"
import type { TellingFailure } from "./failureDocument.ts"

/** What came of a mirror: the modules whose copies are up to date, and their rows. */
export const MirrorResult = Schema.Struct({
  modules: Schema.Array(Schema.Struct({ module: Schema.String, rows: Schema.Int })),
})

type Copied = (typeof MirrorResult.Type)["modules"][number]

const decodeKept = Schema.decodeUnknownOption(MirrorResult)

const targetOf = Effect.fnUntraced(function* ({ target }: RequestOf<"mirror">) {
  if (target._tag === "folder") return folderTarget(target.folder, { format: target.format, merge: target.merge })
  const { openSqlite } = yield* Runner
  if (openSqlite !== undefined) return sqliteTarget(target.file, openSqlite, { softDelete: target.softDelete })
  return yield* new StorageFailed({
    doing: `open the database ${target.file}`,
    problem: "this runner has no SQLite",
    remedy: "Submit it to a runner with SQLite, or with a folder as its target.",
  })
})

/** Brings copies up to date. Modules that an earlier life has copied are left alone. */
export const carryMirror = Effect.fnUntraced(function* (
  asked: RequestOf<"mirror">,
  { folder, kept, keepResult, key }: Errand,
) {
  const { join } = yield* Path.Path
  const files = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
  const target = yield* targetOf(asked)
  const listen = yield* CurrentProgress
  const known = decodeKept(kept)
  const copied: Array<Copied> = known._tag === "Some" ? [...known.value.modules] : []
  // Stores of earlier versions may name a module twice.
  const named = asked.modules.filter(
    ({ module }, at) => asked.modules.findIndex((each) => each.module === module) === at,
  )
  const modules = named.filter(({ module }) => !copied.some((each) => each.module === module))
  const outcomes = yield* runMirror(
    { modules, target },
    {
      journal: (module) => layerJournalSql({ journey: `${key}/${module}`, folder: join(folder, key, module) }),
    },
  ).pipe(
    Effect.provideService(CurrentLostOrdersAsk, true),
    Effect.provideService(CurrentJournalIsOneRun, true),
    Effect.provideService(CurrentMirrorProgress, (event) => {
      if (event._tag === "progress") return listen(event.event)
      if (event.outcome._tag === "failed") return Effect.void
      const { checkpoint, module } = event.outcome
      copied.push({ module, rows: checkpoint.rows })
      return Effect.andThen(
        Effect.ignore(keepResult({ modules: [...copied] })),
        Effect.provideContext(removeResultsOf(join(folder, key), checkpoint.run.jobs), files),
      )
    }),
  )
  const failures = outcomes.flatMap((outcome) => (outcome._tag === "failed" ? [outcome] : []))
  for (const { failure, module } of failures) {
    if (failure._tag === "CreateOutcomeUnknown") {
      return yield* Effect.fail<TellingFailure | Lost>({ _tag: "Lost", module, failure })
    }
  }
  const [first] = failures
  if (first !== undefined) return yield* Effect.fail<TellingFailure | Lost>(first.failure)
  return { modules: copied }
})
