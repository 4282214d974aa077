/**
 * What an import of 1,000,000 rows remembers of its keys, in bytes a row: all values of a column, for its check, and the keys of as many parts as
 * can be in the line at once.
 */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import process from "node:process"
import { makeValuesSeen } from "../../../../packages/core/src/transfer/checks/ValuesSeen.ts"
import { numberFor } from "../../../../packages/core/src/transfer/imports/rowKeys.ts"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

const rows = 1_000_000
const rowsOfPart = 25_000
/** Four at a time, one that waits, and the sixteen that may be held back. */
const partsInLine = 21

const held = (): number => {
  collect()
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const keyOf = (row: number): string => `tester${row}@example.com`

const bytesARow = (make: () => unknown): number => {
  const before = held()
  const kept = make()
  const bytes = held() - before
  return kept === undefined ? Number.NaN : bytes / rows
}

const values = bytesARow(() => {
  const seen = makeValuesSeen(undefined)
  for (let row = 0; row < rows; row++) seen.isAgain(keyOf(row))
  return seen
})

const keysOfParts = bytesARow(() =>
  Array.from({ length: partsInLine }, (_, part) => {
    const keys = new Set<number>()
    for (let row = 0; row < rowsOfPart; row++) keys.add(numberFor(keyOf(part * rowsOfPart + row)))
    return keys
  }),
)

console.log(JSON.stringify({ heldBytes: values, keysOfParts }))
