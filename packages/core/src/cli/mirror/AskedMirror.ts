import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type { Condition } from "../../domain/Condition.ts"
import { UsageError } from "../failure/UsageError.ts"
import { parseWhere } from "../flags/whereFlag.ts"
import { type MirrorFile, readMirrorFile } from "./mirrorFile.ts"
import type { OptionsInFile, PlaceOptions } from "./targetNamed.ts"

/** A module that is wanted, by names as they were typed. */
export interface WantedModule {
  readonly module: string
  readonly fields?: ReadonlyArray<string>
  readonly exclude?: ReadonlyArray<string>
  readonly where?: Condition
}

/** A field that is left out of a module, by names as they were typed. */
interface LeftOutField {
  readonly module: string
  readonly field: string
}

/** Which modules are asked for, as they were typed. */
export interface AskedModules {
  readonly wanted: ReadonlyArray<WantedModule>
  readonly all: boolean
  readonly except: ReadonlyArray<string>
  readonly exclude: ReadonlyArray<LeftOutField>
}

/** A mirror that is asked for: by flags, or by a file. */
export interface AskedMirror {
  /** What its file calls it. */
  readonly name?: string
  readonly target: string
  readonly modules: AskedModules
  readonly options: PlaceOptions
  readonly inFile?: OptionsInFile
}

/** What of the flags says which mirror is meant. */
interface MirrorFlags extends PlaceOptions {
  readonly modules: ReadonlyArray<string>
  readonly to: string | undefined
  readonly all: boolean
  readonly except: ReadonlyArray<string>
  readonly exclude: ReadonlyArray<string>
  readonly config: string | undefined
  readonly merge: boolean
  readonly softDelete: boolean
}

const wrong = (problem: string, remedy: string) => Effect.fail(new UsageError({ problem, remedy }))

/** Tells what is wrong with the modules that flags name, whatever the organisation has. */
const checkNames = ({ all, config, except, modules }: MirrorFlags): Effect.Effect<void, UsageError> => {
  if (config !== undefined && (all || modules.length > 0 || except.length > 0)) {
    return wrong(
      "--config and names of modules contradict each other",
      "Name the modules in the file, or leave --config out.",
    )
  }
  if (config !== undefined) return Effect.void
  if (all && modules.length > 0) {
    return wrong("--all and names of modules contradict each other", "Name the modules, or use --all.")
  }
  if (!all && except.length > 0) return wrong("--except is for --all", "Leave it out, or use --all.")
  return all || modules.length > 0
    ? Effect.void
    : wrong("No module is named", "Name modules, such as Leads Deals, or use --all.")
}

const readExclude = (text: string): Effect.Effect<LeftOutField, UsageError> => {
  const [, module, field] = /^([^.]+)\.([^.]+)$/.exec(text) ?? []
  return module === undefined || field === undefined
    ? wrong(
        `--exclude ${text} does not name a field of a module`,
        "Write it as Module.Field, such as Leads.Description.",
      )
    : Effect.succeed({ module, field })
}

const wantedIn = (file: MirrorFile): Effect.Effect<ReadonlyArray<WantedModule>, UsageError> =>
  Effect.forEach(file.modules, ({ where, ...others }) =>
    where === undefined
      ? Effect.succeed(others)
      : parseWhere(where).pipe(
          Effect.mapBoth({
            onSuccess: (condition) => ({ ...others, where: condition }),
            onFailure: ({ problem, remedy }) =>
              new UsageError({ problem: `${others.module}: ${problem.replace("--where", "where")}`, remedy }),
          }),
        ),
  )

/** Which options of the place the file says, and no flag. */
const optionsOnlyIn = (file: MirrorFile, flags: MirrorFlags): OptionsInFile["keys"] => [
  ...(flags.format === undefined && file.format !== undefined ? ["format" as const] : []),
  ...(!flags.merge && file.merge === true ? ["merge" as const] : []),
  ...(!flags.softDelete && file.softDelete === true ? ["softDelete" as const] : []),
]

/** Settles which mirror is meant; flags win over what the file says. */
export const askedMirror = Effect.fnUntraced(function* (
  flags: MirrorFlags,
): Effect.fn.Return<AskedMirror, UsageError, FileSystem.FileSystem | Path.Path> {
  yield* checkNames(flags)
  const exclude = yield* Effect.forEach(flags.exclude, readExclude)
  const file = flags.config === undefined ? undefined : yield* readMirrorFile(flags.config)
  const target = flags.to ?? file?.target
  if (target === undefined) {
    return yield* wrong(
      "No target is named",
      "Name a folder or a database with --to, such as --to ./copies or --to sqlite:crm.db.",
    )
  }
  const { all, except, modules } = flags
  return {
    ...(file?.name === undefined ? {} : { name: file.name }),
    target,
    modules: {
      wanted: file === undefined ? modules.map((module) => ({ module })) : yield* wantedIn(file),
      all,
      except,
      exclude,
    },
    options: {
      format: flags.format ?? file?.format,
      merge: flags.merge || (file?.merge ?? false),
      softDelete: flags.softDelete || (file?.softDelete ?? false),
    },
    ...(file === undefined || flags.config === undefined
      ? {}
      : { inFile: { file: flags.config, keys: optionsOnlyIn(file, flags) } }),
  }
})
