import { gzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Stream } from "effect"
import { Gzip } from "@zoho-bulk/core/cli"
import { gzip } from "../../../packages/node-runner/src/gzip.ts"
import { placedRows, type Reading } from "../../../packages/core/src/cli/rows/inputRows.ts"

const encoder = new TextEncoder()

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? encoder.encode(content) : content

type More = Partial<Reading>

/** How the bytes of a file come. */
const inPieces = (bytes: Uint8Array, size: number): Stream.Stream<Uint8Array> =>
  Stream.fromIterable(
    Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size)),
  )

const readIn = (content: string | Uint8Array, size: number, more: More) => {
  const leftOut = { emptyRows: 0, emptyColumns: 0 }
  return Stream.runCollect(placedRows(inPieces(bytesOf(content), size), { file: "a.csv", ...more }, leftOut)).pipe(
    Effect.map((rows) => ({ rows, leftOut })),
    Effect.mapError((failure) => `${failure.summary} / ${failure.remedy}`),
    Effect.provideService(Gzip, gzip),
    Effect.result,
  )
}

/** Reads a file at once, and byte by byte: what comes of it has to be the same. */
const read = Effect.fnUntraced(function* (content: string | Uint8Array, more: More = {}) {
  const [whole, slowly] = [yield* readIn(content, 1_000_000, more), yield* readIn(content, 1, more)]
  assert.deepStrictEqual(slowly, whole)
  return whole
})

const cellsOf = Effect.fnUntraced(function* (content: string | Uint8Array, more: More = {}) {
  const { rows } = Result.getOrThrow(yield* read(content, more))
  return rows.map(({ cells }) => cells.join("|"))
})

const problemOf = Effect.fnUntraced(function* (content: string | Uint8Array, more: More = {}) {
  const end = yield* read(content, more)
  return Result.isFailure(end) ? end.failure : JSON.stringify(end.success)
})

const utf16 = (text: string, isLittle: boolean, mark = false): Uint8Array => {
  const all = `${mark ? "\ufeff" : ""}${text}`
  const view = new DataView(new ArrayBuffer(all.length * 2))
  for (let at = 0; at < all.length; at++) view.setUint16(at * 2, all.charCodeAt(at), isLittle)
  return new Uint8Array(view.buffer)
}

const oneByte = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

const people = ["Last_Name|Company", "Böll|Z, Y"]

describe("what a file is, is decided by its content, however slowly its bytes come", () => {
  it.effect.each([
    { what: "commas", content: 'Last_Name,Company\nBöll,"Z, Y"\n' },
    { what: "semicolons", content: "Last_Name;Company\nBöll;Z, Y\n" },
    { what: "tabs", content: "Last_Name\tCompany\nBöll\tZ, Y\n" },
    { what: "bars", content: "Last_Name|Company\nBöll|Z, Y\n" },
    { what: "carriage returns only", content: 'Last_Name;Company\rBöll;"Z, Y"\r' },
    { what: "`sep=;` of Excel", content: "sep=;\r\nLast_Name;Company\r\nBöll;Z, Y\r\n" },
    { what: "`sep=:`", content: '"sep=:"\nLast_Name:Company\nBöll:Z, Y\n' },
    { what: "a byte order mark", content: "\ufeffLast_Name;Company\nBöll;Z, Y\n" },
    { what: "UTF-16, little end first", content: utf16("Last_Name;Company\nBöll;Z, Y\n", true) },
    { what: "UTF-16, big end first", content: utf16("Last_Name;Company\nBöll;Z, Y\n", false) },
    { what: "UTF-16 with its mark", content: utf16("Last_Name;Company\nBöll;Z, Y\n", false, true) },
    { what: "NDJSON under any name", content: '{"Last_Name":"Böll","Company":"Z, Y"}\n' },
    { what: "NDJSON after blank lines", content: '\n  \n{"Last_Name":"Böll","Company":"Z, Y"}\n\n' },
    { what: "a JSON list", content: '[{"Last_Name":"Böll","Company":"Z, Y"}]' },
    { what: "a JSON list over lines", content: '\n[\n  {\n    "Last_Name": "Böll",\n    "Company": "Z, Y"\n  }\n]\n' },
    { what: "gzip", content: gzipSync("Last_Name;Company\nBöll;Z, Y\n") },
    {
      what: "gzip in two parts",
      content: Buffer.concat([gzipSync("Last_Name;Company\nBö"), gzipSync("ll;Z, Y\n")]),
    },
    { what: "gzip of UTF-16", content: gzipSync(utf16("Last_Name;Company\nBöll;Z, Y\n", true)) },
  ])("$what", ({ content }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* cellsOf(content), people)
    }),
  )

  it.effect("and what is stated goes before", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* cellsOf("A,B\tC\n1,2\t3\n", { format: "tsv" }), ["A,B|C", "1,2|3"])
      assert.deepStrictEqual(yield* cellsOf("A,B,C\tD\n1,2,3\t4\n", { file: "a.tsv" }), ["A,B,C|D", "1,2,3|4"])
      assert.deepStrictEqual(yield* cellsOf("{A\n1\n", { format: "csv" }), ["{A", "1"])
    }),
  )

  it.effect("in the encoding that is stated, and not without a word where it is not UTF-8", () =>
    Effect.gen(function* () {
      const content = oneByte("Last_Name;Company\nB\u00f6ll;Z, Y\n")
      assert.deepStrictEqual(yield* cellsOf(content, { encoding: "windows-1252" }), people)
      assert.deepStrictEqual(yield* cellsOf(content, { encoding: "latin1" }), people)
      assert.deepStrictEqual(yield* cellsOf(oneByte("A\n\u0080\u0092\n"), { encoding: "windows-1252" }), [
        "A",
        "\u20ac\u2019",
      ])
      assert.include(yield* problemOf(content), "a.csv, line 2: character 2 is not utf-8")
      assert.include(yield* problemOf(content), "--encoding windows-1252")
      assert.include(yield* problemOf("\ufeffA\n1\n", { encoding: "latin1" }), "the byte order mark of utf-8")
    }),
  )

  it.effect("the delimiter is looked for outside of quotes, in all of the header", () =>
    Effect.gen(function* () {
      const header = `"a,b,c\nd,e,f";${"x".repeat(5_000)};z`
      assert.deepStrictEqual((yield* cellsOf(`${header}\n1;2;3\n`))[1], "1|2|3")
      assert.deepStrictEqual((yield* cellsOf("A\rb;c;d\r"))[1], "b;c;d")
    }),
  )
})

describe("what is no file of rows is named as what it is", () => {
  it.effect.each([
    {
      content:
        "PK\u0003\u0004\u0014\u0000\u0006\u0000\u0008\u0000aaaabbbbccccdddd\u0013\u0000\u0000\u0000[Content_Types].xml",
      told: ".xlsx",
    },
    {
      content: "PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000aaaabbbbccccdddd\u0013\u0000\u0000\u0000Leads.csv",
      told: "a zip archive",
    },
    { content: "%PDF-1.7\n", told: "a PDF" },
    { content: "PAR1\u0015\u0004", told: "Parquet" },
    { content: "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", told: ".xls" },
    { content: "BZh91AY", told: "bzip2" },
    { content: "<!DOCTYPE html>\n<html>", told: "HTML" },
  ])("$told", ({ content, told }) =>
    Effect.gen(function* () {
      const problem = yield* problemOf(oneByte(content))
      assert.include(problem, told)
      assert.notInclude(problem, "utf-8")
    }),
  )

  it.effect("and gzip with a zero between its parts is damaged: its unpacker would pass over the second one", () =>
    Effect.gen(function* () {
      const parts = [gzipSync("Last_Name;Company\nBöll;Z\n"), Buffer.of(0), gzipSync("Boyle;Z\n")]
      assert.include(yield* problemOf(Buffer.concat(parts)), "its gzip data is incomplete or damaged")
    }),
  )

  it.effect("and gzip that breaks off is damaged", () =>
    Effect.gen(function* () {
      const whole = gzipSync(`Last_Name;Company\n${"Böll;Z\n".repeat(100)}`)
      assert.include(
        yield* problemOf(whole.subarray(0, whole.byteLength - 12)),
        "its gzip data is incomplete or damaged",
      )
    }),
  )
})

describe("what a spreadsheet leaves behind", () => {
  it.effect("is left out and counted", () =>
    Effect.gen(function* () {
      const content = "\nLast_Name,Company,,\nBoyle,Zylker,,\n,,,\n  , ,\n\nPinto,Zylker\nCole,Zylker,,,\n"
      const { leftOut, rows } = Result.getOrThrow(yield* read(content))
      assert.deepStrictEqual(rows, [
        { line: 2, cells: ["Last_Name", "Company"] },
        { line: 3, cells: ["Boyle", "Zylker"] },
        { line: 7, cells: ["Pinto", "Zylker"] },
        { line: 8, cells: ["Cole", "Zylker"] },
      ])
      assert.deepStrictEqual(leftOut, { emptyRows: 4, emptyColumns: 3 })
    }),
  )

  it.effect("unless there is something in it", () =>
    Effect.gen(function* () {
      assert.include(
        yield* problemOf("A,B,\n1,2,\n3,4,5\n"),
        "line 3, column 3: column 3 has a value here, but no name in the header",
      )
      assert.include(yield* problemOf("A,,B\n1,x,2\n"), "line 2, column 2: column 2 has a value here, but no name")
      assert.include(yield* problemOf("A,B\n1,2,,3\n"), "line 2, column 3: the row has 4 cells, but the header has 2")
      assert.include(yield* problemOf("A;B\n1\n"), "put a cell that contains a semicolon in quotes")
    }),
  )

  it.effect("is not a column that is called as one of an import's results, unless all of those are there", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* cellsOf("Last_Name,result_id,rejected_line\nBoyle,7,8\n"), [
        "Last_Name|result_id|rejected_line",
        "Boyle|7|8",
      ])
      assert.deepStrictEqual(
        yield* cellsOf('{"Last_Name":"Boyle","result_id":7}\n{"Last_Name":"Cole","result_id":8}\n'),
        ["Last_Name|result_id", "Boyle|7", "Cole|8"],
      )
      const results = "Result_Line,result_status, result_id,result_because"
      assert.deepStrictEqual(yield* cellsOf(`${results},Last_Name\n2,added,7,,Boyle\n`), ["Last_Name", "Boyle"])
      assert.deepStrictEqual(yield* cellsOf("Last_Name,rejected_because\nBoyle,x\n"), ["Last_Name", "Boyle"])
      assert.deepStrictEqual(yield* cellsOf('{"Last_Name":"Boyle","rejected_line":2,"rejected_because":"x"}\n'), [
        "Last_Name",
        "Boyle",
      ])
    }),
  )

  it.effect("is also what surrounds a name, and has no width", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* cellsOf("\u200bA\u200b, B\u00a0\n1,2\n"))[0], "A|B")
    }),
  )
})

describe("a row that cannot be meant is refused, with its line", () => {
  it.effect.each([
    {
      what: "the header once more",
      content: 'A,B\n1,"x\ny"\nA,B\n',
      told: "a.csv, line 4: the header is repeated here",
    },
    { what: "NUL", content: "A,B\n1,2\n3,\u0000\n", told: "line 3, column 2: a cell has the character NUL" },
    { what: "NUL in JSON", content: '{"A":"x\\u0000"}\n', told: "line 1: a cell has the character NUL" },
    { what: "a name twice", content: '{"A":1,"B":"{:","A":2}\n', told: "line 1: a name is repeated" },
    {
      what: "a name twice, spelled apart",
      content: '{"A" :1,"B"\t: 2, "\\u0041":3}\n',
      told: "line 1: a name is repeated",
    },
    { what: "a name left out", content: '{"A":1,"B":2}\n{"A":1}\n', told: "line 2: B is left out" },
    {
      what: "a name left out, which says what to do",
      content: '{"A":1,"B":2}\n{"A":1}\n',
      told: "Write null to clear it, or add --ignore-empty to clear nothing; or put rows with other names",
    },
    {
      what: "a name that the first object has not",
      content: '{"A":1}\n{"A":1,"B":2}\n',
      told: "line 2: B is not among the names of the first object / Give the first object every name, with null for",
    },
    {
      what: "an object without an id",
      content: '{"A":1}\n{"A":{"b":1}}\n',
      told: "line 2: A is an object without an id",
    },
    { what: "a list of lists", content: '{"A":[[1]]}\n', told: "line 1: A is a list with a list in it" },
    { what: "a list that does not end", content: '[{"A":1},\n{"A":2}\n', told: "the list does not end" },
    { what: "more behind a list", content: '[{"A":1}]\n{"A":2}\n', told: "line 2: there is more after the list" },
    {
      what: "nothing between commas",
      content: '[{"A":1},\n,{"A":2}]',
      told: "line 2: there is nothing between two commas",
    },
    { what: "no object in a list", content: '[{"A":1},\n 5]', told: "line 2: this is not an object" },
    { what: "an object over lines", content: '{\n "A": 1\n}\n', told: "jq -c" },
  ])("$what", ({ content, told }) =>
    Effect.gen(function* () {
      assert.include(yield* problemOf(content), told)
    }),
  )

  it.effect("but not a name left out where empty cells change nothing", () =>
    Effect.gen(function* () {
      const content = '[{"A":1,"B":2},\n{"B":3}]'
      assert.deepStrictEqual(yield* cellsOf(content, { ignoreEmpty: true }), ["A|B", "1|2", "|3"])
    }),
  )
})
