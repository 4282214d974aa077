import { assert, describe, it } from "@effect/vitest"
import { Failure } from "@zoho-bulk/core"
import { Effect, Fiber, Result, Stream } from "effect"
import { csvBytes } from "../../../../packages/core/src/formats/csv.ts"
import { CurrentLimits, defaultLimits } from "../../../../packages/core/src/settings/Limits.ts"
import {
  columnsFor,
  idIn,
  isById,
  isKey,
  keyFirst,
  keyIn,
} from "../../../../packages/core/src/transfer/imports/importColumns.ts"
import { checkRequest } from "../../../../packages/core/src/jobs/checkRequest.ts"
import { ImportRequest } from "../../../../packages/core/src/transfer/imports/ImportRequest.ts"
import { areRespelled, cellToSend, formatToSend } from "../../../../packages/core/src/transfer/imports/timesInZone.ts"
import { makePartsInOrder } from "../../../../packages/core/src/transfer/imports/PartsInOrder.ts"
import { bytesOfRow, makeRowReader, readParts } from "../../../../packages/core/src/transfer/imports/readParts.ts"
import { keysOfPart } from "../../../../packages/core/src/transfer/imports/rowKeys.ts"
import { isSameCell } from "../../../../packages/core/src/transfer/imports/sameCell.ts"
import type { JournalKeeper } from "../../../../packages/core/src/transfer/journal/Journal.ts"

/** The numbers of the keys that some rows have. */
const numbersOf = (...keys: ReadonlyArray<string>) => {
  const rows = csvBytes(Stream.fromIterable([["Email"], ...keys.map((key) => [key])]))
  const journal = { read: () => rows } as unknown as JournalKeeper
  return keysOfPart(journal, { module: "Leads", operation: "update", findBy: "Email" }, 1)
}

describe("the times of a column", () => {
  const column = { column: "When", field: "Begins" }
  const zoned = { ...column, timeZone: "Asia/Kolkata" }
  const offset = "2026-01-31T09:00:00+05:30"

  it.each([
    {
      what: "in no zone",
      of: { ...column, format: "yyyy-MM-dd HH:mm" },
      format: "yyyy-MM-dd HH:mm",
      sent: "2026-01-31 09:00",
    },
    { what: "in no zone, and of no format", of: column, format: undefined, sent: "2026-01-31 09:00" },
    {
      what: "in a zone",
      of: { ...zoned, format: "yyyy-MM-dd HH:mm" },
      format: "yyyy-MM-dd'T'HH:mm:ssXXX",
      sent: offset,
    },
    {
      what: "in a zone, as Zoho expects them",
      of: zoned,
      format: "yyyy-MM-dd'T'HH:mm:ssXXX",
      sent: "2026-01-31 09:00",
    },
  ])("are sent with an offset, and in one format, where they are in a zone: $what", ({ format, of, sent }) => {
    assert.strictEqual(formatToSend(of), format)
    assert.strictEqual(cellToSend(of)("2026-01-31 09:00"), sent)
    assert.strictEqual(areRespelled([column, of]), "timeZone" in of)
  })

  it("stay as they are where they say an offset by themselves", () => {
    const of = { ...zoned, format: "yyyy-MM-dd'T'HH:mm:ssXXX" }
    assert.strictEqual(formatToSend(of), of.format)
    assert.isFalse(areRespelled([of]))
    assert.isFalse(areRespelled([]))
  })

  it.each(["Nowhere/Land", "05:30", ""])("are in no zone that there is not: %j", (timeZone) => {
    const columns = [{ ...column, timeZone }]
    const told = checkRequest("the request", ImportRequest, { module: "Visits", operation: "insert", columns })
    const failure = Result.getOrThrow(Result.flip(told))
    assert.include(failure.remedy, "a time zone such as")
  })
})

describe("two keys", () => {
  it.effect.each([
    ["Boyle", "bOYLE"],
    ["Zo\u00eb", "ZOE"],
    ["Zo\u00eb  Boyle", "zoe boyle"],
    ["\u00e9\u00a0a", "e A"],
    ["7", "7.0"],
    ["7", "+7"],
    ["7", "007"],
    ["7.5", "07.50"],
    ["-7.5", "-07.50"],
    ["0", "-0.00"],
    ["0", ".0"],
    ["0.5", ".5"],
    ["7.", "7"],
    ["\uff17", "7.0"],
    ["a7", "A7"],
  ])("that Zoho might take for the same are one: %j and %j", ([one = "", other = ""]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* numbersOf(one, other)).size, 1)
    }),
  )

  it.effect.each([
    ["Boyle", "Boyl"],
    ["7", "-7"],
    ["7", "70"],
    ["7.5", "7.05"],
    ["7.5", "75"],
    ["7", "7a"],
    ["7 ", "8 "],
    ["-", "+"],
    ["-", "0"],
    [".", "0"],
    ["1.2.3", "1.2"],
    ["a7", "a7.0"],
    ["a 7", "a7"],
    ["7e5", "7"],
  ])("that are not the same are two: %j and %j", ([one = "", other = ""]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* numbersOf(one, other)).size, 2)
    }),
  )

  it.effect("hardly ever share a number, which is exact", () =>
    Effect.gen(function* () {
      const numbers = [...(yield* numbersOf(...Array.from({ length: 5_000 }, (_, at) => `row-${at}`)))]
      assert.lengthOf(numbers, 5_000)
      assert.isTrue(numbers.every((each) => Number.isSafeInteger(each) && each >= 0))
      assert.isAbove(Math.max(...numbers), 2 ** 52)
    }),
  )

  it.effect("are none where their cells are empty", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* numbersOf("", " ", "a")).size, 1)
    }),
  )
})

describe("a cell that Zoho shows", () => {
  it.each([
    ["a", "a"],
    [" a ", "a"],
    ["a\r\nb", "a\nb"],
    ["a\rb", "a\nb"],
    [" a \n b ", "a\nb"],
    ["\na\n", "a"],
    ["7", "7.0"],
    ["7.50", "7.5"],
    ["-7.50", "-7.5"],
    ["0", "-0.0"],
    ["0", ".00"],
    [".5", "0.5"],
    ["0.5 ", ".50"],
  ])("is the one that was sent: %j for %j", (told, sent) => {
    assert.isTrue(isSameCell(told, sent))
    assert.isTrue(isSameCell(sent, told))
  })

  it.each([
    ["a", "b"],
    ["a", "A"],
    ["a b", "a  b"],
    ["a\n\nb", "a\nb"],
    ["7", "07"],
    ["7", "+7"],
    ["7", "-7"],
    ["7", "70"],
    ["7.5", "75"],
    ["7.5", "7.05"],
    ["7", "7x"],
    ["7", "x7"],
    ["", "0"],
    ["-", ""],
    ["-", "0"],
    ["7.", "7"],
    ["1.0.0", "1"],
    ["1e1", "10"],
  ])("is another one: %j for %j", (told, sent) => {
    assert.isFalse(isSameCell(told, sent))
    assert.isFalse(isSameCell(sent, told))
  })
})

describe("the columns of an import", () => {
  const update = (more: Partial<ImportRequest> = {}) =>
    ({ module: "Leads", operation: "update", findBy: "Email", ...more }) as ImportRequest
  const columns = [
    { column: "a", field: "Last_Name" },
    { column: "b", field: "EMAIL", defaultValue: { value: " x@y " } },
    { column: "c", field: "Phone" },
  ]

  it.effect("go to the fields that they name, unless something else is said", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* columnsFor(update(), ["a", "b"]), [
        { column: "a", field: "a" },
        { column: "b", field: "b" },
      ])
      assert.deepStrictEqual(yield* columnsFor(update({ columns }), ["c", "b", "a", "d"]), columns)
    }),
  )

  it.effect("are refused where one is not there, which is named with those that are", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(columnsFor(update({ columns }), ["a", "b"]))
      assert.strictEqual(failure.problem, "There is no column c that could go to Phone")
      assert.strictEqual(failure.remedy, "The rows have the columns a, b.")
    }),
  )

  it("are sent with the key first, in whatever spelling", () => {
    const order = (request: ImportRequest) => keyFirst(request, columns).map(({ column }) => column)
    assert.deepStrictEqual(order(update()), ["b", "a", "c"])
    assert.deepStrictEqual(order(update({ findBy: "Phone" })), ["c", "a", "b"])
    assert.deepStrictEqual(order({ module: "Leads", operation: "insert" }), ["a", "b", "c"])
    assert.isFalse(isKey({ module: "Leads", operation: "insert" }, { column: "a", field: "undefined" }))
  })

  it("have keys without blanks, those of Zoho's own pages as ids, and defaults where they are empty", () => {
    const key = keyIn(update(), columns, ["a", "b", "c"])
    assert.strictEqual(key(["1", " zcrm_7 ", "3"]), "zcrm_7")
    assert.strictEqual(key(["1", "  ", "3"]), "x@y")
    assert.strictEqual(key(["1"]), "x@y")
    const byId = update({ findBy: "ID" })
    const ids = [{ column: "b", field: "id" }]
    assert.strictEqual(keyIn(byId, ids, ["a", "b"])(["1", " zcrm_7 "]), "7")
    assert.strictEqual(keyIn(byId, ids, ["a", "b"])(["1", ""]), "")
    assert.strictEqual(keyIn(byId, [], ["a", "b"])(["1", "2"]), "")
    assert.isTrue(isById(byId))
    assert.isFalse(isById(update()))
    assert.isFalse(isById({ module: "Leads", operation: "insert" }))
    assert.strictEqual(idIn("7zcrm_"), "7zcrm_")
  })
})

describe("a row that is read", () => {
  const reader = (maxRowSize = 1_000, maxRowBytes = 1_000, header: ReadonlyArray<unknown> = ["a", "b"]) => {
    const made = makeRowReader("leads.csv", maxRowSize, maxRowBytes)
    return { ...made, begun: made.take(header as ReadonlyArray<string>) }
  }
  const said = (taken: unknown) => {
    if (!(taken instanceof Failure.InputUnreadable)) return taken
    const { column, line, problem, remedy, source } = taken
    return {
      source,
      problem,
      remedy,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    }
  }
  const text = 'Give every cell as text: "" for an empty one, and numbers and dates as Zoho should read them.'

  it("is taken as it is, with no less than the bytes that it may have as CSV", () => {
    const { begun, header, seen, take } = reader()
    assert.isUndefined(begun)
    assert.deepStrictEqual(header(), ["a", "b"])
    assert.strictEqual(seen(), 0)
    assert.deepStrictEqual(take(["x", "yz"]), { cells: ["x", "yz"], mostBytes: 3 * (3 + 2) })
    assert.deepStrictEqual(take(['"""', "\u20ac"]), { cells: ['"""', "\u20ac"], mostBytes: 3 * (4 + 2) })
    assert.strictEqual(seen(), 2)
  })

  it("has the bytes that it has as CSV, and three for each cell", () => {
    assert.strictEqual(bytesOfRow(["x", "yz"]), 3 + 2 * 3)
    assert.strictEqual(bytesOfRow(["a", ""]), 1 + 2 * 3)
    assert.strictEqual(bytesOfRow(['"x"', "\u00e9\u20ac"]), 3 + 2 + 5 + 2 * 3)
    const odd = ["\u{1f600}", "\ud83d", "\ude00x", "\ud83d\ud83d\ude00", "\t\u007f\u0080\u07ff\u0800\uffff", '"\u00e9"']
    for (const cell of odd) {
      const quotes = cell.split('"').length - 1
      assert.strictEqual(bytesOfRow([cell]), new TextEncoder().encode(cell).byteLength + quotes + 3, cell)
    }
  })

  it("is taken without the columns that tell of an earlier import", () => {
    const { header, take } = reader(1_000, 1_000, ["rejected_line", "a", " Rejected_Because ", "b "])
    assert.deepStrictEqual(header(), ["a", "b"])
    assert.deepStrictEqual(take(["7", "x", "why", "y"]), { cells: ["x", "y"], mostBytes: 3 * (6 + 4) })
  })

  it.each<{ what: string; header: ReadonlyArray<unknown>; max?: number; problem: object }>([
    {
      what: "no array",
      header: "ab" as never,
      problem: { problem: 'the header is "ab", not an array of cells', remedy: text },
    },
    {
      what: "of numbers",
      header: ["a", 7],
      problem: { problem: "cell 2 of the header is 7, not text", remedy: text, column: 2 },
    },
    {
      what: "without a name",
      header: ["a", " "],
      problem: { problem: "column 2 of the header has no name", remedy: "Name every column.", line: 1 },
    },
    {
      what: "of one name twice",
      header: ["a", "b", "a "],
      problem: {
        problem: "the header has two columns a",
        remedy: "Remove or rename one of them.",
        line: 1,
      },
    },
    {
      what: "too long",
      header: ["abc", "d"],
      max: 9,
      problem: {
        problem: "the header has more than 9 characters",
        remedy: "A row may have at most 9 characters.",
        line: 1,
      },
    },
  ])("has no header that is $what", ({ header, max, problem }) => {
    assert.deepStrictEqual(said(reader(max, 1_000, header).begun), { source: "leads.csv", ...problem })
  })

  it.each<{ what: string; row: unknown; size?: number; bytes?: number; problem: object }>([
    { what: "no array", row: null, problem: { problem: "row 1 is null, not an array of cells", remedy: text } },
    {
      what: "of numbers",
      row: ["a", 7],
      problem: { problem: "b of row 1 is 7, not text", remedy: text, column: 2 },
    },
    {
      what: "of more that is no text",
      row: ["a", "b", 7],
      problem: { problem: "cell 3 of row 1 is 7, not text", remedy: text, column: 3 },
    },
    {
      what: "too short",
      row: ["a"],
      problem: {
        problem: "row 1 has 1 cells, but the header has 2",
        remedy: "Give every row as many cells as the header has.",
      },
    },
    {
      what: "too wide",
      row: ["a", "b", "c"],
      problem: {
        problem: "row 1 has 3 cells, but the header has 2",
        remedy: "Give every row as many cells as the header has.",
      },
    },
    {
      what: "too long",
      row: ["abcd", "e"],
      size: 10,
      problem: { problem: "row 1 has more than 10 characters", remedy: "A row may have at most 10 characters." },
    },
    {
      what: "of too many bytes",
      row: ["\u20ac\u20ac", "e"],
      bytes: 12,
      problem: { problem: "row 1 alone has more than 12 bytes", remedy: "Zoho does not accept rows of that size." },
    },
  ])("is refused where it is $what", ({ bytes, problem, row, size }) => {
    assert.deepStrictEqual(said(reader(size, bytes).take(row as never)), { source: "leads.csv", ...problem })
  })

  it("may be as long, and of as many bytes, as it can be", () => {
    assert.property(reader(11).take(["abcd", "e"]), "cells")
    assert.property(reader(1_000, 13).take(["\u20ac\u20ac", "e"]), "cells")
    assert.isUndefined(reader(10, 1_000, ["abc", "d"]).begun)
  })
})

describe("rows that are split", () => {
  const split = (
    rows: ReadonlyArray<ReadonlyArray<string>>,
    isFull: (part: number, rows: number, bytes: number) => boolean,
  ) =>
    Effect.gen(function* () {
      const parts: Array<unknown> = []
      const seen = yield* readParts(Stream.fromIterable(rows), {
        source: "the rows",
        maxRowBytes: 100,
        isFull,
        onPart: (part, { pieces }) =>
          Effect.map(Stream.mkString(Stream.decodeText(Stream.fromArray(pieces))), (csv) => {
            parts.push([part, ...csv.trimEnd().split("\n")])
          }),
      }).pipe(Effect.provideService(CurrentLimits, defaultLimits))
      return { parts, seen }
    })

  it.effect("go into the next part once one is full", () =>
    Effect.gen(function* () {
      const { parts, seen } = yield* split([["a"], ["1"], ["2"], ["3"]], (_, rows) => rows === 2)
      assert.deepStrictEqual(parts, [
        [1, "a", "1", "2"],
        [2, "a", "3"],
      ])
      assert.strictEqual(seen, 3)
    }),
  )

  it.effect("fill a part by their bytes, with those of the header", () =>
    Effect.gen(function* () {
      const { parts } = yield* split([["abc"], ["1"], ["22"], ["3"]], (_, __, bytes) => bytes > 6 + 4 + 5)
      assert.deepStrictEqual(parts, [
        [1, "abc", "1", "22"],
        [2, "abc", "3"],
      ])
    }),
  )

  it.effect("fill each part to the last byte, whatever is in their cells", () =>
    Effect.gen(function* () {
      const cells = ["", "a", '"', '""', ",", "\n", "\u00e9", "\u20ac", "\u{1f600}", "\ud83d", "\ufeffx", "plain text"]
      const rows = Array.from({ length: 600 }, (_, at) => [cells[at % 12] ?? "", cells[(at * 7) % 11] ?? ""])
      const header = ["a", "b"]
      for (const most of [40, 97, 500, 3_000]) {
        const expected: Array<number> = []
        let size = Number.POSITIVE_INFINITY
        for (const row of rows) {
          if (size + bytesOfRow(row) > most) {
            expected.push(0)
            size = bytesOfRow(header)
          }
          expected.push((expected.pop() ?? 0) + 1)
          size += bytesOfRow(row)
        }
        const found: Array<number> = []
        yield* readParts(Stream.fromIterable([header, ...rows]), {
          source: "the rows",
          maxRowBytes: 100,
          isFull: (_, __, bytes) => bytes > most,
          onPart: (_, written) => Effect.sync(() => void found.push(written.rows)),
        }).pipe(Effect.provideService(CurrentLimits, defaultLimits))
        assert.deepStrictEqual(found, expected, String(most))
      }
    }),
  )

  it.effect("make no part where there are none", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* split([["a"]], () => true), { parts: [], seen: 0 })
      assert.deepStrictEqual(yield* split([], () => true), { parts: [], seen: 0 })
    }),
  )
})

describe("parts that have keys in common", () => {
  const keys: Readonly<Record<number, ReadonlyArray<number>>> = { 1: [1, 2], 2: [3], 3: [2, 3] }

  it.effect("go one after the other, and others do not wait", () =>
    Effect.gen(function* () {
      const order = makePartsInOrder((part) => Effect.succeed(new Set(keys[part])))
      for (const part of [1, 2, 3]) yield* order.lineUp(part)
      assert.isTrue(yield* order.awaitTurn(1))
      assert.isTrue(yield* order.awaitTurn(2))
      const third = yield* Effect.forkChild(order.awaitTurn(3), { startImmediately: true })
      yield* order.leave(1, true)
      yield* Effect.yieldNow
      assert.isUndefined(third.pollUnsafe())
      yield* order.leave(2, true)
      assert.isTrue(yield* Fiber.join(third))
    }),
  )

  it.effect("do not go where an earlier one was not written, even if it has left", () =>
    Effect.gen(function* () {
      const order = makePartsInOrder((part) => Effect.succeed(new Set(keys[part])))
      for (const part of [1, 2]) yield* order.lineUp(part)
      yield* order.leave(1, false)
      yield* order.lineUp(3)
      assert.isFalse(yield* order.awaitTurn(3))
      assert.isTrue(yield* order.awaitTurn(2))
    }),
  )

  it.effect("are read once, and only where two parts meet", () =>
    Effect.gen(function* () {
      const read: Array<number> = []
      const order = makePartsInOrder((part) => Effect.sync(() => (read.push(part), new Set(keys[part]))))
      yield* order.lineUp(1)
      assert.isTrue(yield* order.awaitTurn(1))
      assert.deepStrictEqual(read, [])
      yield* order.lineUp(2)
      assert.isTrue(yield* order.awaitTurn(2))
      assert.isTrue(yield* order.awaitTurn(2))
      assert.deepStrictEqual(read.toSorted(), [1, 2])
    }),
  )

  it.effect("and are not in the line are in nobody's way", () =>
    Effect.gen(function* () {
      const order = makePartsInOrder(() => Effect.succeed(new Set([1])))
      assert.isTrue(yield* order.awaitTurn(7))
      yield* order.leave(7, true)
    }),
  )
})
