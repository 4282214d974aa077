import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import type * as HelpDoc from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { completionsFlag } from "./completions/completionsFlag.ts"
import { command } from "./command.ts"

const unused = Effect.die(new Error("help does not use it"))

/** What parsing could ask for, and does not when it is asked for help. */
const surroundings = Layer.mergeAll(
  FileSystem.layerNoop({}),
  Path.layer,
  Stdio.layerTest({}),
  Layer.succeed(
    ChildProcessSpawner.ChildProcessSpawner,
    ChildProcessSpawner.make(() => unused),
  ),
  Layer.succeed(
    Terminal.Terminal,
    Terminal.make({
      columns: Effect.succeed(80),
      rows: Effect.succeed(24),
      size: unused,
      readInput: unused,
      readLine: unused,
      display: () => unused,
    }),
  ),
  CliConfig.layer({
    builtIns: [GlobalFlag.Help, GlobalFlag.Version, completionsFlag({ data: () => Effect.void }), GlobalFlag.LogLevel],
  }),
)

const below = (
  { subcommands }: Command.Command.Any,
  path: ReadonlyArray<string>,
): ReadonlyArray<ReadonlyArray<string>> =>
  subcommands.flatMap(({ commands }) =>
    commands
      .filter(({ unlisted }) => !unlisted)
      .flatMap((each) => [[...path, each.name], ...below(each, [...path, each.name])]),
  )

/** What the help of the command at such a path is made of. */
const helpDocOf = (path: ReadonlyArray<string>): HelpDoc.HelpDoc => {
  let found: HelpDoc.HelpDoc | undefined
  const present = (event: CliOutput.Presenter.Event): Effect.Effect<void> =>
    Effect.sync(() => {
      if (event._tag === "Help") found = event.helpDoc
    })
  // Nothing but help is asked for: what handlers need, nobody has to provide.
  const asking = Command.runWith(command, { version: "" })([...path, "--help"]) as Effect.Effect<
    void,
    unknown,
    Command.Environment
  >
  Effect.runSync(
    Effect.exit(asking).pipe(Effect.provideService(CliOutput.Presenter, { present }), Effect.provide(surroundings)),
  )
  if (found === undefined) throw new Error(`zoho-bulk ${path.join(" ")} has no help`)
  return found
}

/** What the help of each command that is listed is made of; that of the whole comes first. */
export const helpDocs = (): ReadonlyArray<HelpDoc.HelpDoc> => [[], ...below(command, [])].map(helpDocOf)
