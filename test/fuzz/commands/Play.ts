import type { Case } from "../Target.ts"

/** An answer that stands in the place of Zoho's, for requests whose address has something in it. */
export interface OtherAnswer {
  readonly to: string
  readonly status: number
  /** Bytes, a character each. */
  readonly body: string
}

/** A run of the whole command: what is typed, the files that it finds, and answers that are others than Zoho's. */
export interface Play {
  readonly args: ReadonlyArray<string>
  readonly files: Readonly<Record<string, string>>
  readonly answers: ReadonlyArray<OtherAnswer>
}

/** The folder of the run, wherever it is, in its words and in its files. */
export const here = "{here}"

/** Writes a run as a case: a part for each word, file and answer. */
export const asCase = ({ answers, args, files }: Play): Case => [
  ...args.map((word) => `word\n${word}`),
  ...Object.entries(files).map(([path, bytes]) => `file\n${path}\n${bytes}`),
  ...answers.map(({ body, status, to }) => `answer\n${to}\n${status}\n${body}`),
]

/** What stands in each line of a part, the last one being all that is left. */
const linesOf = (part: string, count: number): ReadonlyArray<string> => {
  const lines = part.split("\n")
  return [...lines.slice(0, count - 1), lines.slice(count - 1).join("\n")]
}

/** Reads a run from a case; a part that is none of these is left out. */
export const playOf = (given: Case): Play => {
  const parts = (kind: string) => given.filter((part) => part.startsWith(`${kind}\n`))
  return {
    args: parts("word").map((part) => part.slice("word\n".length)),
    files: Object.fromEntries(
      parts("file").map((part) => {
        const [, path = "", bytes = ""] = linesOf(part, 3)
        return [path, bytes]
      }),
    ),
    answers: parts("answer").map((part) => {
      const [, to = "", status = "", body = ""] = linesOf(part, 4)
      return { to, status: /^[2-5]\d\d$/.test(status) ? Number(status) : 200, body }
    }),
  }
}
