import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { whyNotInBulk } from "../../metadata/bulkRules.ts"
import { describeAsSent, modulesAsSent, type ModuleAsSent, type Refused } from "../../metadata/describeAsSent.ts"
import { findModule } from "../../metadata/findByName.ts"
import { getCustomViews } from "../../metadata/getCustomViews.ts"
import { describeModule } from "../../metadata/describeModule.ts"
import { operations } from "../../wire/Operation.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { optional } from "../flags/commandFlags.ts"
import { namesIn } from "../flags/namesIn.ts"
import { isForProgram, root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { emulatedAs } from "../organization/emulatedAs.ts"
import { amount } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { settleOutput, standardOutput, writeOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { UsageError } from "../failure/UsageError.ts"

/** The modules that are named, or all that bulk jobs can read. */
const chosen = (modules: ReadonlyArray<ModuleAsSent>, names: ReadonlyArray<string> | undefined) =>
  names === undefined
    ? Effect.succeed(modules.filter(({ module }) => whyNotInBulk(module, "export") === undefined))
    : Effect.map(
        Effect.forEach(names, (name) =>
          Effect.fromResult(
            findModule(
              modules.map(({ module }) => module),
              name,
            ),
          ),
        ),
        (found) => modules.filter(({ module }) => found.includes(module)),
      )

/** Everything that can be known of the modules; if it is nothing at all, fails with the first refusal. */
const describeAll = Effect.fnUntraced(function* (names: ReadonlyArray<string> | undefined) {
  const answers = yield* describeAsSent(yield* chosen(yield* modulesAsSent, names))
  const [first] = answers.refused
  if (answers.described.length === 0 && first !== undefined) return yield* first.failure
  return answers
})

const partsInWords = { fields: "", layouts: "the layouts of ", custom_views: "the views of " } as const

/** Reports what Zoho did not describe. */
const tellRefused = Effect.fnUntraced(function* (refused: ReadonlyArray<Refused>) {
  if (yield* isForProgram) return
  const output = yield* Output
  yield* Effect.forEach(refused, ({ failure, module, part }) =>
    output.talk((style) => style.warning(`Left out ${partsInWords[part]}${module}: ${failure.summary}`)),
  )
})

/** Fails where the description is to go to stdout, and a document as well. */
const checkStdout = Effect.fnUntraced(function* (target: string) {
  if (target !== standardOutput || !(yield* isForProgram)) return
  return yield* new UsageError({
    problem: "--json writes a document to stdout, where the description would go",
    remedy: "Name a file for the description with --output, or leave --json out.",
  })
})

/** `zoho-bulk organization`: what the organisation is made of, as a file that the emulator reads. */
export const organization = Command.make(
  "organization",
  {
    output: optional(
      Flag.String("output").pipe(
        Flag.withAlias("o"),
        Flag.withMetavar("<file>"),
        Flag.withDescription("output file, readable by its owner only; stdout by default"),
      ),
    ),
    modules: optional(
      Flag.String("modules").pipe(
        Flag.withMetavar("<module,...>"),
        Flag.withDescription("API names or labels of the modules; by default, all modules that bulk jobs can read"),
        Flag.filter(
          (text) => namesIn(text).length > 0,
          () => "names of modules; leave --modules out for all that bulk jobs can read",
        ),
        Flag.map(namesIn),
      ),
    ),
  },
  Effect.fnUntraced(function* ({ modules: names, output }) {
    const target = yield* settleOutput(output)
    const { emulator, explain } = yield* root
    if (explain) {
      const settings = yield* settingsOfRun(emulator)
      const ofEach = (name: string) => Effect.andThen(describeModule(name), getCustomViews(name))
      const requests = [
        yield* rehearse(modulesAsSent, settings),
        ...(yield* Effect.forEach(names ?? ["MODULE"], (name) => rehearse(ofEach(name), settings))),
      ]
      return yield* presentRequests(requests.flat(), { access: yield* journeyAccess([target]) })
    }
    yield* checkStdout(target)
    const present = yield* presenter("organization")
    const { described, refused } = yield* Effect.provide(describeAll(names), layerConnection)
    yield* tellRefused(refused)
    const { problem, text } = yield* emulatedAs(described)
    if (problem !== undefined && !(yield* isForProgram)) {
      yield* (yield* Output).talk((style) => style.warning(`The emulator does not accept all of it: ${problem}`))
    }
    yield* writeOutput(target, Stream.encodeText(Stream.succeed(text)), { mode: 0o600 })
    if (target === standardOutput) return
    const fields = described.reduce((sum, each) => sum + each.fields.length, 0)
    yield* present(
      {
        output: target,
        modules: described.map(({ module }) => module.apiName),
        fields,
        passedOver: refused.map(({ failure, module, part }) => ({
          module,
          part,
          error: failure._tag,
          code: failure.code ?? null,
          message: failure.summary,
        })),
      },
      (style) =>
        say`${target} describes ${amount(described.length, "module")} with ${amount(fields, "field")}, without records.\nTo emulate it: ${style.call(`emulator --organization ${target}`)}`,
    )
  }),
).pipe(
  withLesson({
    does: "Describes the organisation in a file for emulator --organization, without its records.",
    credits: "1, and 3 for each module",
    asks: [operations.getModules, operations.getFields, operations.getLayouts, operations.getCustomViews],
  }),
  Command.withExamples([
    { command: "zoho-bulk organization --output mine.json", description: "All modules that bulk jobs can read" },
    { command: "zoho-bulk organization --modules Leads,Deals --output some.json", description: "Some modules" },
  ]),
)
