/**
 * What an import of 1,000,000 rows remembers of its keys, in bytes a row: all values of a column, for its check, and the keys of as many parts as
 * can be in the line at once.
 */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { makeValuesSeen } from "../../../../packages/core/src/transfer/checks/ValuesSeen.ts"
import { numberFor } from "../../../../packages/core/src/transfer/imports/rowKeys.ts"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

const rows = 1_000_000
const rowsOfPart = 25_000
/** Four at a time, one that waits, and the sixteen that may be held back. */
const partsInLine = 21

/** Bytes that something still holds; those of arrays are given back some time after they were collected. */
const held = async (): Promise<number> => {
  collect()
  await sleep(100)
  collect()
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const keyOf = (row: number): string => `tester${row}@example.com`

const bytesARow = async (make: () => unknown): Promise<number> => {
  const before = await held()
  const kept = make()
  const bytes = (await held()) - before
  return kept === undefined ? Number.NaN : bytes / rows
}

const values = await bytesARow(() => {
  const seen = makeValuesSeen(undefined)
  for (let row = 0; row < rows; row++) seen.isAgain(keyOf(row))
  return seen
})

const keysOfParts = await bytesARow(() =>
  Array.from({ length: partsInLine }, (_, part) => {
    const keys = new Set<number>()
    for (let row = 0; row < rowsOfPart; row++) keys.add(numberFor(keyOf(part * rowsOfPart + row)))
    return keys
  }),
)

console.log(JSON.stringify({ heldBytes: values, keysOfParts }))
