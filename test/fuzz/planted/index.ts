/**
 * Targets with a fault that is known: the harness is right only if it finds each.
 */
import process from "node:process"
import { changedBytes, inPieces } from "../draw/bytes.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText } from "../draw/text.ts"
import { type Case, holds, part, type Target } from "../Target.ts"

/** Reads a cell after the other, and knows no quotes. */
const cellsOf = (line: string): ReadonlyArray<string> => line.split(",")

const kept: Array<Uint8Array> = []

const words = ["state", "toString"]

/** How each fault shows itself, and a target that has it. */
export const planted: ReadonlyArray<readonly [string, Target]> = [
  [
    "it threw TypeError",
    {
      name: "planted-defect",
      draw: (chance) => [changedJsonText(chance, { data: [{ id: "1", state: "COMPLETED" }] })],
      check: (given) => {
        try {
          JSON.parse(part(given, 0))
        } catch {
          return
        }
        const { data } = JSON.parse(part(given, 0)) ?? {}
        if (Array.isArray(data) && data.length > 0) data[0].state.toString()
      },
    },
  ],
  [
    "ms of work",
    {
      name: "planted-slowness",
      draw: (chance) => [changedText(chance, "((()))", words)],
      check: (given) => {
        if (!part(given, 0).includes("((((")) return
        const { user } = process.cpuUsage()
        while (process.cpuUsage().user - user < 250_000);
      },
    },
  ],
  [
    "another row",
    {
      name: "planted-row",
      draw: (chance) => [changedText(chance, "a,b", ['"', ","]), changedText(chance, "c", ['"', ","])],
      check: (given) => holds(cellsOf(given.join(",")).length === given.length, "another row is read"),
    },
  ],
  [
    "in other pieces",
    {
      name: "planted-piece",
      draw: (chance) => inPieces(chance, changedBytes(chance, "Zürich\n", ["\xc3\xbc"])),
      check: (given: Case) => {
        const text = (pieces: Case) => pieces.map((piece) => Buffer.from(piece, "latin1").toString()).join("")
        holds(text(given) === text([given.join("")]), "in other pieces it is another text")
      },
    },
  ],
  [
    "MiB more than before",
    {
      name: "planted-growth",
      draw: (chance) => [changedText(chance, "text")],
      check: () => void kept.push(Buffer.alloc(2 ** 20, kept.length)),
    },
  ],
]

/** A target that never ends, where somebody writes `ten` twice. */
export const endless: Target = {
  name: "planted-hang",
  draw: (chance) => [changedText(chance, "tent", ["ten"])],
  check: (given) => {
    while (part(given, 0).split("ten").length > 2);
  },
}
