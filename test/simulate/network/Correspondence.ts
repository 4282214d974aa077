/** A request as its process knows it. */
export interface Letter {
  readonly who: string
  readonly operation: string
  readonly at: number
  /**
   * What its process knows of it: `unsent`, where it never left; `answered`, where a whole answer of Zoho's came; `lost` otherwise.
   */
  known: "unsent" | "answered" | "lost"
  /** The status of the answer, once one has begun to come. */
  status?: number
  /** When its process stopped waiting for an answer to begin, if it did. */
  givenUpAt?: number
  /** The job that the answer names, where it says that one was made. */
  jobId?: string | undefined
}

/** A pause that Zoho asked a process for. */
export interface Pause {
  readonly who: string
  readonly operation: string
  readonly from: number
  readonly until: number
}

/** What processes sent, and what came back to them. */
export class Correspondence {
  readonly letters: Array<Letter> = []
  readonly pauses: Array<Pause> = []

  send(who: string, operation: string, at: number): Letter {
    const letter: Letter = { who, operation, at, known: "lost" }
    this.letters.push(letter)
    return letter
  }

  /** Notes that a whole answer was read. What is not Zoho's own says nothing of what became of the request. */
  read(letter: Letter, status: number, type: string, at: number, retryAfter: string | undefined): void {
    if (status < 500 && type.includes("json")) letter.known = "answered"
    const { operation, who } = letter
    if (status === 429) this.pauses.push({ who, operation, from: at, until: at + Number(retryAfter ?? 0) * 1_000 })
  }
}
