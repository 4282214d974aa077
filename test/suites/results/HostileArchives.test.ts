import { deflateRawSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { getJobDetails, resultContent } from "@zoho-bulk/core"
import { Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { wholeArchive } from "../../../packages/core/src/results/wholeArchive.ts"
import { bytes, json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import {
  archive,
  type ArchiveEntry,
  centralEntry,
  endRecord,
  localEntry,
  wideEndRecord,
} from "../../support/hostile/archives.ts"
import { readBody } from "../../support/samples.ts"
import type { Turn } from "../../support/ScriptedZoho.ts"
import { untilOver, withChance } from "../../support/time.ts"

const text = "Id,Name\n1,Boyle\n"
const file: ArchiveEntry = { name: "Leads.csv", content: text }
const whole = archive([file])

const finished = json(readBody({ state: "COMPLETED", result: { download_url: "/1" } }))

const contentOver = (turn: Turn) =>
  Stream.unwrap(Effect.map(getJobDetails({ kind: "read", id: "1" }), (job) => resultContent(job))).pipe(
    Stream.decodeText,
    Stream.mkString,
    withChance(0.5),
    untilOver,
    Effect.provide(scripted([finished, turn, turn, turn])),
  )

/** Bytes that come in pieces of a size, then others without an end; how many of these were asked for. */
const endlessly = (beginning: Uint8Array, more: Uint8Array) => {
  let asked = 0
  const rest = Stream.forever(Stream.sync(() => (asked++, more)))
  return { turn: HttpServerResponse.stream(Stream.concat(Stream.succeed(beginning), rest)), asked: () => asked }
}

/** An entry that was written before its size was known: it stands behind the content. */
const sizedBehind = (entry: ArchiveEntry, hasSignature = true): Buffer => {
  const local = localEntry({ ...entry, flags: 0x0008 })
  const known = Buffer.from(local.subarray(14, 26))
  local.fill(0, 14, 26)
  return Buffer.concat([local, Buffer.from(hasSignature ? "PK\x07\x08" : ""), known])
}

const archiveOf = (local: Buffer, entry: ArchiveEntry): Buffer => {
  const directory = centralEntry({ ...entry, flags: 0x0008 })
  return Buffer.concat([local, directory, endRecord(1, directory.byteLength, local.byteLength)])
}

describe("an archive is taken", () => {
  const nested = archive([{ name: "inner.csv", content: text, method: 0 }])
  it.effect.each([
    { what: "as most are", given: whole, content: text },
    { what: "with a comment behind it", given: archive([file], { comment: "made by hand" }), content: text },
    { what: "with a folder in it", given: archive([{ name: "Leads/", content: "" }, file]), content: text },
    {
      what: "with another archive in it, stored",
      given: archive([{ name: "a.zip", content: nested, method: 0 }, file]),
      content: nested.toString() + text,
    },
    {
      what: "with a packed file whose size stands behind it",
      given: archiveOf(sizedBehind(file), file),
      content: text,
    },
    { what: "with the fields of a large one", given: wideEndRecord(whole), content: text },
    {
      what: "with an end record of another in its comment",
      given: archive([file], { comment: endRecord(0, 0, 0).toString("latin1") }),
      content: text,
    },
  ])("$what", ({ content, given }) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* contentOver(bytes(given)), content)
    }),
  )

  it.effect("in whatever pieces it comes", () =>
    Effect.gen(function* () {
      for (const size of [1, 7, 21, 22, 23, 97, 98]) {
        const pieces = Array.from({ length: Math.ceil(whole.byteLength / size) }, (_, at) =>
          Uint8Array.from(whole.subarray(at * size, (at + 1) * size)),
        )
        assert.strictEqual(
          yield* contentOver(HttpServerResponse.stream(Stream.rechunk(Stream.fromIterable(pieces), 1))),
          text,
          `${size}`,
        )
      }
    }),
  )

  it.effect("whatever stands behind it, of which no more than a piece is read", () =>
    Effect.gen(function* () {
      const { asked, turn } = endlessly(whole, new Uint8Array(1000))
      assert.strictEqual(yield* contentOver(turn), text)
      assert.isAtMost(asked(), 1)
    }),
  )
})

describe("an archive of a form that is not read here", () => {
  it.effect("is not said to be broken, and is not downloaded again: it can be kept as it is", () =>
    Effect.gen(function* () {
      const stored = { ...file, method: 0 }
      const failure = yield* Effect.flip(contentOver(bytes(archiveOf(sizedBehind(stored), stored))))
      const { isRetryable, remedy } = expectTag(failure, "ResultUnreadable")
      assert.isFalse(isRetryable)
      assert.include(remedy, "--format zip")
      assert.notInclude(remedy, "order the job again")
    }),
  )
})

describe("an archive of a form that is not read here is kept", () => {
  const stored = { ...file, method: 0 }
  const given = archiveOf(sizedBehind(stored), stored)
  const keep = (archived: Uint8Array, size: number) =>
    Stream.mkUint8Array(
      wholeArchive(
        "1",
        Stream.fromIterable(
          Array.from({ length: Math.ceil(archived.byteLength / size) }, (_, at) =>
            Uint8Array.from(archived.subarray(at * size, (at + 1) * size)),
          ),
        ),
      ),
    )

  it.effect("as it is, in whatever pieces it comes, and not where it breaks off", () =>
    Effect.gen(function* () {
      for (const size of [1, 40, 1_000]) {
        assert.deepStrictEqual([...(yield* keep(given, size))], [...given])
        const failure = yield* Effect.flip(keep(given.subarray(0, -30), size))
        assert.include(expectTag(failure, "ResultUnreadable").problem, "no end record")
      }
    }),
  )
})

describe("an archive is refused", () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000))
  const cut = whole.subarray(0, -22)
  it.effect.each([
    { what: "that is cut where its end record begins", given: cut, says: "no end record" },
    { what: "that is cut in its end record", given: whole.subarray(0, -1), says: "no end record" },
    {
      what: "whose end record tells of more entries",
      given: archive([file], { entries: 2 }),
      says: "lists 2 entries, but it has 1",
    },
    {
      what: "whose end record tells of fewer entries",
      given: archive([file, { ...file, name: "b.csv" }], { entries: 1 }),
      says: "lists 1 entries, but it has 2",
    },
    {
      what: "whose end record belongs elsewhere",
      given: Buffer.concat([cut, endRecord(1, 9, 9)]),
      says: "no end record",
    },
    {
      what: "that has a folder with content",
      given: archive([{ name: "d/", content: "x" }]),
      says: '"d/" is a folder, but has content',
    },
    {
      what: "that has a folder which unpacks to 50 MB",
      given: archive([{ name: "d/", packed: bomb, size: 50_000_000 }]),
      says: "is a folder",
    },
    { what: "that is none", given: Buffer.from("<html>sign in</html>"), says: "unexpected signature" },
  ])("$what", ({ given, says }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(contentOver(bytes(given))), "ResultUnreadable")
      assert.include(failure.problem, says)
    }),
  )

  it.effect("that has more entries than it may, folders among them", () =>
    Effect.gen(function* () {
      const folders = Array.from({ length: 65 }, (_, at) => ({ name: `${at}/` }))
      const failure = expectTag(yield* Effect.flip(contentOver(bytes(archive(folders)))), "ResultTooLarge")
      assert.include(failure, { limit: "maxArchiveEntries", max: 64 })
    }),
  )

  it.effect.each([
    { what: "directory", beginning: localEntry(file), more: centralEntry(file) },
    { what: "number of empty folders", beginning: new Uint8Array(0), more: localEntry({ name: "d/", method: 0 }) },
    {
      what: "entry that nothing comes out of",
      beginning: localEntry({ ...file, packed: new Uint8Array(0) }),
      more: Uint8Array.from({ length: 5000 }, (_, at) => (at % 5 < 3 ? 0 : 255)),
    },
  ])("that has an endless $what, long before a limit of its size is reached", ({ beginning, more }) =>
    Effect.gen(function* () {
      const piece = Buffer.concat(Array.from({ length: Math.ceil(1_000 / more.byteLength) }, () => more))
      const { asked, turn } = endlessly(beginning, piece)
      const failure = yield* Effect.flip(contentOver(turn))
      assert.include(["ResultUnreadable", "ResultTooLarge"], failure._tag)
      assert.isBelow(asked(), 3 * 500)
    }),
  )
})
