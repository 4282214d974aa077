import { chanceOf, type Chance } from "../../simulate/world/Chance.ts"
import { ourRows, type Rows } from "./ours.ts"

/** A text that two readers take for different rows. */
export interface Difference {
  readonly text: string
  readonly ours: Rows
  readonly theirs: Rows
}

/** What stands in an empty line is no row to us. */
const withoutEmptyLines = (rows: Rows): Rows => rows?.filter((row) => row.length > 0) ?? null

/** Whether two readers say the same; where we refuse what is in no standard, another may guess what is meant. */
const agree = (ours: Rows, theirs: Rows, mayRefuse: boolean): boolean =>
  (mayRefuse && ours === null) || JSON.stringify(ours) === JSON.stringify(withoutEmptyLines(theirs))

/** Reads many texts as we do and as another reader does, and gives those that they take for different rows. */
export const compare = async (
  draw: (chance: Chance) => string,
  theirs: (texts: ReadonlyArray<string>) => Promise<ReadonlyArray<Rows>>,
  { cases, mayRefuse = false, seed }: { readonly cases: number; readonly seed: number; readonly mayRefuse?: boolean },
): Promise<ReadonlyArray<Difference>> => {
  const texts = Array.from({ length: cases }, (_, number) => draw(chanceOf(seed, `csv ${number}`)))
  const read = await theirs(texts)
  const differences: Array<Difference> = []
  for (const [at, text] of texts.entries()) {
    const [ours, other = null] = [await ourRows(text), read[at]]
    if (!agree(ours, other, mayRefuse)) differences.push({ text, ours, theirs: other })
  }
  return differences.toSorted((a, b) => a.text.length - b.text.length)
}
