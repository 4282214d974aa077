/** A change to a source, which the tests should notice. */
export interface Mutant {
  readonly id: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** Where it begins and ends in the file. */
  readonly begin: number
  readonly end: number
  /** What kind of change it is. */
  readonly kind: string
  readonly original: string
  readonly replacement: string
}

/** The mutants of a room, and its sources with all of them in: each is asleep until its id is told. */
export interface Mutated {
  readonly mutants: ReadonlyArray<Mutant>
  /** The text of each file, by its path from the root. */
  readonly texts: Readonly<Record<string, string>>
}

/** What became of a mutant: a test failed, the tests hung, none failed, or none came by. */
export type Fate = "killed" | "hung" | "survived" | "unseen"

/** A mutant with its fate. */
export interface Judged {
  readonly mutant: Mutant
  readonly fate: Fate
  /** Who killed it. */
  readonly by?: string | undefined
}
