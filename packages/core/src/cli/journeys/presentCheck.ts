import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { exitCode } from "../failure/ExitCode.ts"
import { amount, number } from "../output/amount.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { holdInput } from "../rows/heldInput.ts"
import type { OpenedInput } from "../rows/inputRows.ts"
import { leftOutWords } from "../rows/leftOutWords.ts"
import { layerConnection } from "../run/connect.ts"
import { endWith } from "../run/RunState.ts"
import { type Checked, checkSaved, savedAsChecked } from "./checkSaved.ts"
import { cheaperWords, findingWords, hintWords, leftBehindWords } from "./findingWords.ts"
import type { SavedImport } from "./importJourney.ts"
import { notSentWords, planImport } from "./planImport.ts"

/** How a check is asked for. */
interface CheckAsked {
  readonly dateFormat: string | undefined
  readonly timeZone: string | undefined
  /** Whether a check is wanted in any case: a plan does without, where nothing can be asked. */
  readonly checkOnly: boolean
  readonly noCheck: boolean
}

const planText = ({
  credits,
  jobs,
  rows,
}: {
  readonly credits: number
  readonly jobs: number
  readonly rows: number
}) =>
  rows === 0
    ? say`There are no rows: no jobs, and no credits.`
    : say`${amount(rows, "row")} in ${amount(jobs, "write job")}: ${amount(credits, "credit")}, and 1 for each status check.`

/** Checks the rows, if that can be: a plan takes any reason why it cannot, a check none. */
const checkIfCan = Effect.fnUntraced(function* (
  saved: SavedImport,
  opened: OpenedInput,
  { checkOnly, dateFormat, timeZone }: CheckAsked,
) {
  const held = yield* holdInput(opened)
  const connection = yield* Effect.result(Layer.build(layerConnection))
  if (Result.isFailure(connection)) {
    if (checkOnly) return yield* Effect.fail(connection.failure)
    return { held, checked: { _tag: "unread", because: connection.failure } satisfies Checked }
  }
  const rejects = checkOnly ? saved.rejects : undefined
  const checked: Checked = yield* Effect.provide(
    checkSaved(saved, held, { dateFormat, rejects, timeZone }),
    connection.success,
  )
  if (checked._tag === "unread" && checkOnly) return yield* Effect.fail(checked.because)
  return { held, checked }
})

/**
 * Reports what an import would do and cost, and what is wrong with its rows, and writes nothing to Zoho; where
 * something is wrong, that is its end.
 */
export const presentCheck = Effect.fnUntraced(function* (saved: SavedImport, opened: OpenedInput, asked: CheckAsked) {
  const present = yield* presenter("importPlan")
  const { checked, held } =
    asked.noCheck || !opened.hasRows ? { checked: undefined, held: opened } : yield* checkIfCan(saved, opened, asked)
  const words = (...parts: ReadonlyArray<string | undefined>) => parts.filter((part) => part !== undefined)
  if (checked?._tag !== "checked") {
    const planned = yield* planImport(saved, held)
    const why = checked === undefined ? undefined : `Not checked: ${checked.because.summary}. ${checked.because.remedy}`
    return yield* present(planned, () =>
      lines([planText(planned), ...words(notSentWords(saved), leftOutWords(planned.leftOut), why)]),
    )
  }
  const { findings, onlyFirst } = checked
  const { columns = [], module, notSent = [] } = savedAsChecked(saved, [], findings)
  const { credits, findings: found, hints, jobs, rows, rowsWithFindings } = findings
  const rejects: { readonly rejects?: string | null } =
    asked.checkOnly && saved.rejects !== undefined ? { rejects: rowsWithFindings === 0 ? null : saved.rejects } : {}
  const planned = {
    module,
    operation: saved.operation,
    rows,
    jobs,
    credits,
    creditsPerLook: 1,
    notSent,
    leftOut: held.input.leftOut,
    columns,
    rowsWithFindings,
    findings: found,
    hints: words(
      ...hints.map(hintWords),
      onlyFirst === undefined ? undefined : "Only the first rows of stdin were checked; a file is checked in full.",
      cheaperWords(findings),
    ),
    ...rejects,
  }
  const about = words(
    notSentWords(saved),
    leftBehindWords(findings.notSent),
    leftOutWords(planned.leftOut),
    ...planned.hints,
  )
  const told =
    found.length === 0
      ? ["No problems were found."]
      : [
          `${amount(found.length, "finding")} ${rowsWithFindings === 0 ? "about the import as a whole" : `in ${number(rowsWithFindings)} of ${amount(rows, "row")}`}:`,
          ...found.map((finding) => `  ${findingWords(finding)}`),
        ]
  const { rejects: written = null } = planned
  const named = written === null || written === standardOutput ? [] : [`The rows with findings are in ${written}.`]
  yield* present(planned, () => lines([planText(planned), ...about, ...told, ...named]))
  if (found.length > 0) yield* endWith(exitCode.usage)
})
