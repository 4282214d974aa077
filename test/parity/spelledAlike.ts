import type { Played } from "./play.ts"

/** What one way has of its own. */
export interface Own {
  readonly home: string
  readonly origin: string
  /** The journeys that it has begun, in their order. */
  readonly journeys: Array<string>
  readonly beganAt: number
}

const hour = 3_600_000

/** Times of the run itself, not of records and recordings: from shortly before it to the end of what it was given. */
const isOfThisRun = (millis: number, { beganAt }: Own): boolean =>
  millis > beganAt - hour && millis < beganAt + 48 * hour

const times: ReadonlyArray<readonly [pattern: RegExp, millisOf: (text: string) => number]> = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, Date.parse],
  [/(?<!\d)\d{13}(?!\d)/g, Number],
]

const patterns: ReadonlyArray<readonly [pattern: RegExp, word: string]> = [
  // How long something took.
  [/(?<=\b(?:after|jobs?,|credits?,) )(?:\d+ min )?\d+ s\b/g, "<took>"],
  [/(?<="elapsedMillis": ?)\d+/g, "<took>"],
  // What was spent, which is one more for each look at a job.
  [/\b5\d\d?(?= credits, (?:<took>|\d+ s))/g, "<spent>"],
  [/(?<="credits": ?)5\d[1-9]?(?=,?\s+"findings"|\s*\}|,"findings")/g, "<spent>"],
  [/(?<=\brows? came, (?:\d+ failed, )?)\d+(?= credits?\b)/g, "<spent>"],
  [/(?<="credits": ?)\d+(?=,\s*"modules")/g, "<spent>"],
  // When a copy is read whole again, what its files are called, and digests of what has times or the port in it.
  [/(?<="refreshDue": ?")[^"]+(?=")/g, "<time>"],
  [/(?<=\.changes-)\d{8}T\d{6}Z(?=\.ndjson)/g, "<time>"],
  [/(?<=^\{\n {2}"form": [12],[^]*\n {2}"digest": ")[^"]+(?="\n\}\n$)/g, "<digest>"],
  [/(?<="greater_equal"[^\n]*"digest":")[^"]+(?=")/g, "<digest>"],
  // What is left of a token's hour.
  [/\b(?:1 h 0 min|59 min \d+ s)(?= left, then)/g, "<left>"],
  [/(?<="tokenSecondsLeft": ?)3[56]\d\d\b/g, "<left>"],
  // A grant's digest, which is of the port too.
  [/(?<="fingerprint": ?"|\bfingerprint )[0-9a-f]{12}\b/g, "<grant>"],
  [/(?<=")[0-9a-f]{64}(?=": ?\{)/g, "<grant>"],
  // The digest of an organisation, which is of the port too.
  [/\b[0-9a-f]{64}(?=\.(?:modules|fields|layouts|views)\b)/g, "<organisation>"],
  [/(?<="organization": ?")[0-9a-f]{64}(?=")/g, "<organisation>"],
  // Where the entries of a journal are numbered from, which is drawn, and who kept a file of its journey.
  [/(?<=\/journal\/0?)\d{6}(?=\d{8}\.json)/g, "<log>"],
  [/(?<="after":)\d{6}(?=\d{8}\b)/g, "<log>"],
  [/(?<=\/|"keptAs":")\d{6}(?=\d{8}-[a-z0-9]+(?:-part|"))/g, "<log>"],
  [/(?<=<log>\d{8}-)[a-z0-9]+(?=-part|")/g, "<process>"],
  // The runtime's own name, which `--version` tells.
  [/(?<=^zoho-bulk v\S+ \()(?:node|deno) v[\d.]+/gi, "<runtime>"],
]

const alike = (text: string, own: Own): string => {
  const names = [
    [own.home, "<home>"],
    [own.origin, "<origin>"],
    [own.origin.replace("http://", ""), "<host>"],
    [`--port ${new URL(own.origin).port}`, "--port <port>"],
    ...own.journeys.map((id, at) => [id, `<journey ${at + 1}>`]),
  ]
  const named = names.reduce((before, [name = "", word = ""]) => before.replaceAll(name, word), text)
  const timeless = times.reduce(
    (before, [pattern, millisOf]) =>
      before.replaceAll(pattern, (time) => (isOfThisRun(millisOf(time), own) ? "<time>" : time)),
    named,
  )
  return patterns.reduce((before, [pattern, word]) => before.replaceAll(pattern, word), timeless)
}

/** Spells alike what has to differ: the folder, the port, journeys, times, durations, and the runtime's own name. */
export const spelledAlike = ({ asked, files, steps }: Played, own: Own): Played => ({
  asked: asked.map((each) => alike(each, own)).toSorted(),
  files: Object.fromEntries(
    Object.entries(files).map(([name, { content, mode }]) => [
      alike(name, own),
      content === undefined ? { mode } : { mode, content: alike(content, own) },
    ]),
  ),
  steps: steps.map(({ exitCode, stderr, stdout }) => ({
    exitCode,
    stderr: alike(stderr, own),
    stdout: alike(stdout, own),
  })),
})
