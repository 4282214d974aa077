import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { compareWithZoho } from "../../mirror/compareWithZoho.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { rehearseComparison } from "../mirror/rehearseMirror.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { amount } from "../output/amount.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import { presenter } from "../output/present.ts"
import { StartedAs } from "../output/StartedAs.ts"
import type { Style } from "../output/Style.ts"
import { lines, say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { endWith } from "../run/RunState.ts"
import { noCopyIn, targetArgument } from "./mirrorStatus.ts"

/** What mends copies that differ: of a copy that tells of no module any more, a run cannot go on. */
const remedyOf = (startedAs: string, { modules, target }: DocumentOf<"verify">, isOfZoho: boolean): string => {
  if (isOfZoho) return `Run ${startedAs} mirror again. What differs even then is mended by --whole.`
  return modules.length === 0
    ? `Put back what was changed; or move ${target} away, and begin a new copy.`
    : `Run ${startedAs} mirror with --whole: it reads the modules whole, and writes their copies again.`
}

/** Whether copies are as they should be, in words. */
const verdict = (style: Style, document: DocumentOf<"verify">, isOfZoho: boolean, startedAs: string) => {
  const { comparedWithZoho, differences, modules, target } = document
  if (differences.length === 0) {
    const rows = modules.reduce((sum, each) => sum + each.rows, 0)
    const good = comparedWithZoho ? "As it was written, and as Zoho has it:" : "As it was written:"
    return say`${style.good(good)} ${target}: ${amount(modules.length, "module")}, ${amount(rows, "row")}`
  }
  const bad = isOfZoho ? "As it was written, and not as Zoho has it:" : "Not as it was written:"
  return lines([
    say`${style.bad(bad)} ${target}`,
    ...differences.map((difference) => say`  ${difference}`),
    say`${style.faint("What to do:")} ${remedyOf(startedAs, document, isOfZoho)}`,
  ])
}

/** `zoho-bulk verify <target>`: whether copies are as they were written. */
export const verify = Command.make(
  "verify",
  {
    target: targetArgument,
    againstZoho: Flag.Boolean("against-zoho").pipe(
      Flag.withDescription("also compare counts, and 50 records of each module, with Zoho as it is now"),
      Flag.withDefault(false),
    ),
  },
  Effect.fnUntraced(function* ({ againstZoho, target: name }) {
    const { access, target } = yield* targetNamed(name)
    const { emulator, explain } = yield* root
    if (explain) {
      const asks = againstZoho ? yield* rehearseComparison(target, yield* settingsOfRun(emulator)) : []
      return yield* presentRequests(asks, { access: { reads: access } })
    }
    const present = yield* presenter("verify")
    const { checkpoints, differences: ofFiles, isAbsent = false } = yield* target.verify
    if (isAbsent) return yield* noCopyIn(target.name)
    // What is damaged cannot be compared.
    const asksZoho = againstZoho && ofFiles.length === 0
    const ofZoho = asksZoho ? (yield* Effect.provide(compareWithZoho(target), layerConnection)).differences : []
    const differences = [...ofFiles, ...ofZoho]
    const modules = checkpoints.map(({ asOf, module, rows }) => ({ module, rows, asOf }))
    const document = {
      target: target.name,
      ok: differences.length === 0,
      comparedWithZoho: asksZoho,
      modules,
      differences,
    }
    const startedAs = yield* StartedAs
    yield* present(document, (style) => verdict(style, document, ofZoho.length > 0, startedAs))
    if (differences.length > 0) yield* endWith(exitCode.rejectedRows)
  }),
).pipe(
  withLesson({
    does: "Checks, byte by byte, that copies are still as they were written.",
    credits: "none; with --against-zoho 2 for each module",
    asks: [operations.countRecords, operations.getRecords],
    ends: { rejectedRows: "a copy differs from what was written, or from what Zoho counts" },
  }),
  Command.withExamples([
    { command: "zoho-bulk verify ./copies", description: "Exits with 0 if they are, with 8 if not" },
  ]),
)
