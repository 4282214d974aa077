/** What is wrong in a description, and where: each key and index on the way there. */
export interface WrongPlace {
  readonly path: ReadonlyArray<string | number>
  readonly problem: "misspelt" | "unknown" | "repeated" | "wrong"
  /** What stands there. */
  readonly value?: unknown
  readonly remedy: string
}
