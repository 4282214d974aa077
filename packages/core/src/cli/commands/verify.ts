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
import { amount, number } from "../output/amount.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import { presenter } from "../output/present.ts"
import { StartedAs } from "../output/StartedAs.ts"
import type { Style } from "../output/Style.ts"
import { lines, say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { tellHidden } from "../run/hiddenVariables.ts"
import { endWith } from "../run/RunState.ts"
import { checkIsPlace, noCopyIn, targetArgument } from "./mirrorStatus.ts"

/** How to repair copies that differ: a run cannot continue a copy that no longer describes any module. */
const remedyOf = (startedAs: string, { modules, target }: DocumentOf<"verify">, isOfZoho: boolean): string => {
  if (isOfZoho) return `Run ${startedAs} mirror again. If copies still differ, --whole repairs them.`
  return modules.length === 0
    ? `Restore what was changed; or move ${target} away, and start a new copy.`
    : `Run ${startedAs} mirror with --whole: it reads all records of the modules, and rewrites their copies.`
}

/** What the comparison with Zoho has found to be the same, in words: what it did not look at is not told of. */
const agreement = ({ comparedWithZoho, modules }: DocumentOf<"verify">): string => {
  if (!comparedWithZoho) return ""
  const changed = modules.reduce((sum, { changedSince = 0 }) => sum + changedSince, 0)
  const same = modules.reduce((sum, { compared = 0 }) => sum + compared, 0) - changed
  const counted = modules.filter((each) => each.counted !== undefined).length
  const counts =
    counted === modules.length
      ? "Zoho counts as many"
      : `Zoho counts as many in ${amount(counted, "module")} of ${modules.length}`
  const times = `${number(same)} of them ${same === 1 ? "has" : "have"}`
  const parts = [
    counted === 0 ? `${times} Zoho's Modified_Time` : `${counts}, and ${times} its Modified_Time`,
    ...(changed === 0 ? [] : [`${number(changed)} ${changed === 1 ? "has" : "have"} changed since`]),
  ]
  return `; ${parts.join("; ")}`
}

/** Whether copies are as they should be, in words. */
const verdict = (style: Style, document: DocumentOf<"verify">, isOfZoho: boolean, startedAs: string) => {
  const { differences, modules, target } = document
  if (differences.length === 0) {
    const rows = modules.reduce((sum, each) => sum + each.rows, 0)
    const sizes = `${amount(modules.length, "module")}, ${amount(rows, "row")}`
    return say`${style.good("As it was written:")} ${target}: ${sizes}${agreement(document)}`
  }
  const bad = isOfZoho ? "As it was written, but not as Zoho has it:" : "Not as it was written:"
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
      Flag.withDescription(
        "also compare the counts, and Modified_Time of 50 records of each module, with what Zoho has now",
      ),
      Flag.withDefault(false),
    ),
  },
  Effect.fnUntraced(function* ({ againstZoho, target: name }) {
    yield* checkIsPlace(name)
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
    if (asksZoho) yield* tellHidden
    const { differences: ofZoho, withZoho = [] } = asksZoho
      ? yield* Effect.provide(compareWithZoho(target), layerConnection)
      : { differences: [] }
    const differences = [...ofFiles, ...ofZoho]
    const modules = checkpoints.map(({ asOf, module, rows }) => {
      const { changedSince = 0, compared, counted } = withZoho.find((each) => each.module === module) ?? {}
      return {
        module,
        rows,
        asOf,
        ...(counted === undefined ? {} : { counted }),
        ...(compared === undefined ? {} : { compared }),
        ...(changedSince === 0 ? {} : { changedSince }),
      }
    })
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
    credits: "none; with --against-zoho, 2 for each module",
    asks: [operations.countRecords, operations.getRecords],
    ends: { rejectedRows: "a copy differs from what was written, or from what Zoho counts" },
  }),
  Command.withExamples([
    { command: "zoho-bulk verify ./copies", description: "Exits with 0 if no copy has changed, with 8 if one has" },
  ]),
)
