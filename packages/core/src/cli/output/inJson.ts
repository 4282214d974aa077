/** A document that is to be written as JSON. */
export class InJson {
  readonly document: unknown
  /** The number of columns over which its levels are spread; on one line if there are none. */
  readonly indent: number

  constructor(document: unknown, indent: number) {
    this.document = document
    this.indent = indent
  }
}

/** Writes a document: on one line, or spread over lines. */
export const inJson = (document: unknown, indent = 0): InJson => new InJson(document, indent)
