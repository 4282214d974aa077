import { assert, describe, it } from "@effect/vitest"
import type { JobId } from "@zoho-bulk/core"
import { type JournalEntry } from "@zoho-bulk/core/Journal"
import { Schema } from "effect"
import {
  adoptedInVain,
  jobsIn,
  orderStateOf,
  orderStates,
  partsToSettle,
  unknownOrders,
} from "../../../../packages/core/src/transfer/journal/OrderState.ts"
import {
  entriesOfNow,
  finishedAt,
  JournalEntry as Entry,
  sentNothing,
} from "../../../../packages/core/src/transfer/journal/JournalEntry.ts"
import {
  leavesUnknown,
  notAgainIn,
  rowsLeftUnknown,
} from "../../../../packages/core/src/transfer/journal/rowsLeftUnknown.ts"
import { statusOf } from "../../../../packages/core/src/transfer/journal/JourneyStatus.ts"
import { begun } from "../../../support/journalsOnDisk.ts"

const jobId = "4150868000005376042" as JobId
const otherId = "4150868000005376043" as JobId

const part = "part 1"
const ordering: JournalEntry = { step: "ordering", part, at: 2 }
const ordered: JournalEntry = { step: "ordered", part, at: 3, jobId }
const adopted: JournalEntry = { step: "adopted", part, at: 3, jobId }
const unreadable: JournalEntry = { step: "unreadable", part, at: 5, jobIds: [jobId] }

const unknown = { _tag: "unknown", sentAt: 2 } as const
const open = { _tag: "open" } as const

describe("an entry of a journal", () => {
  const entries: ReadonlyArray<JournalEntry> = [
    {
      ...begun(1),
      organization: "7",
      insists: true,
      notAgain: { finishedAt: 1, digests: ["a"], earlier: [{ finishedAt: 0, digests: ["b"] }] },
    } as JournalEntry,
    { step: "organization", at: 2, id: "7" },
    ordering,
    ordered,
    adopted,
    { step: "refused", part, at: 4 },
    { step: "abandoned", part, at: 4 },
    { step: "failed", part, at: 4 },
    { step: "paged", part, at: 4 },
    { step: "dropped", at: 4, field: "Email" },
    { step: "split", at: 4, parts: [1], digests: ["a"], keptAs: "1-a" },
    { step: "uploaded", part, at: 4, fileId: "1", fields: ["Email"] },
    { step: "forgotten", part, at: 4 },
    { step: "ended", part, at: 4, jobId, state: "failed", code: "A" },
    { step: "ended", part, at: 4, jobId, state: "skipped" },
    { step: "ended", part, at: 4, jobId, state: "unknown", problem: "why" },
    { step: "fetched", part, at: 4, keptAs: "1-a" },
    { step: "finished", at: 4, leavesUnknown: true },
  ]

  it.each(entries.map((entry) => [entry.step, entry] as const))("is read as it was written: %s", (_, entry) => {
    const read = Schema.decodeUnknownSync(Entry)(JSON.parse(JSON.stringify(entry)))
    assert.deepStrictEqual(read, entry)
  })

  it.each<readonly [string, object]>([
    ["of another step", { step: "paid", at: 1 }],
    ["of another kind of journey", { ...begun(1), kind: "read" }],
    ["without a time", { step: "finished" }],
    ["of a time that no clock shows", { step: "finished", at: 9e15 }],
    ["of a job whose id is none", { ...ordered, jobId: "x" }],
    ["that ended otherwise than jobs do", { step: "ended", part, at: 4, jobId, state: "completed" }],
    ["of half a row", { step: "split", at: 4, parts: [1.5] }],
  ])("is none %s", (_, entry) => {
    assert.strictEqual(Schema.decodeUnknownResult(Entry)(entry)._tag, "Failure")
  })
})

describe("what became of an order", () => {
  it.each<{ after: string; entries: ReadonlyArray<JournalEntry>; state: ReturnType<typeof orderStateOf> }>([
    { after: "nothing", entries: [], state: open },
    { after: "an entry about another one", entries: [{ ...ordering, part: "part 2" }], state: open },
    { after: "the order went out", entries: [ordering], state: unknown },
    { after: "Zoho took it", entries: [ordering, ordered], state: { _tag: "ordered", jobId } },
    { after: "a person found its job", entries: [ordering, adopted], state: { _tag: "ordered", jobId } },
    { after: "Zoho refused it", entries: [ordering, { step: "refused", part, at: 3 }], state: open },
    { after: "a person gave it up", entries: [ordering, { step: "abandoned", part, at: 3 }], state: open },
    { after: "its job failed", entries: [ordering, ordered, { step: "failed", part, at: 3 }], state: open },
    {
      after: "its page came",
      entries: [ordering, ordered, { step: "paged", part, at: 3 }],
      state: { _tag: "ordered", jobId },
    },
    {
      after: "a line that cannot be read",
      entries: [unreadable],
      state: { _tag: "unknown", sentAt: 5, jobIds: [jobId] },
    },
    { after: "one that came too late", entries: [ordered, unreadable], state: { _tag: "ordered", jobId } },
  ])("is told after $after", ({ entries, state }) => {
    assert.deepStrictEqual(orderStateOf(entries, part), state)
    assert.deepStrictEqual(orderStates(entries).get(part) ?? open, state)
  })

  it("is known for each part of its own", () => {
    const states = orderStates([begun(1), ordering, { ...ordering, part: "part 2", at: 7 }, ordered])
    assert.deepStrictEqual(
      [...states],
      [
        [part, { _tag: "ordered", jobId }],
        ["part 2", { _tag: "unknown", sentAt: 7 }],
      ],
    )
  })

  it("is to be settled where it is unknown, and may be settled anew where an adopted job gave nothing yet", () => {
    const entries: ReadonlyArray<JournalEntry> = [
      { ...ordering, part: "part 3" },
      { ...adopted, part: "part 3" },
      { ...ordering, part: "part 2" },
      ordering,
      ordered,
      { ...ordering, part: "part 4" },
      { ...adopted, part: "part 4" },
      { step: "uploaded", part: "part 4", at: 5, fileId: "1" },
      { ...ordering, part: "part 5" },
      { ...adopted, part: "part 5" },
      { step: "ended", part: "part 5", at: 5, jobId, state: "unknown" },
      { ...ordering, part: "part 6" },
      { ...adopted, part: "part 6" },
      { step: "fetched", part: "part 6", at: 5 },
      { ...unreadable, part: "part 7" },
    ]
    assert.deepStrictEqual(unknownOrders(entries), ["part 2", "part 7"])
    assert.deepStrictEqual(adoptedInVain(entries), ["part 3", "part 4", "part 5"])
    assert.deepStrictEqual(partsToSettle(entries), ["part 2", "part 7", "part 3", "part 4", "part 5"])
  })

  it("makes jobs that the journey knows as its own", () => {
    assert.deepStrictEqual(jobsIn([begun(1), ordering, ordered, { ...adopted, jobId: otherId }, unreadable]), [
      jobId,
      otherId,
    ])
  })
})

describe("the journey of a journal", () => {
  const finished: JournalEntry = { step: "finished", at: 9 }

  it("is the one that was begun last", () => {
    assert.deepStrictEqual(entriesOfNow([ordering, ordered]), [ordering, ordered])
    assert.deepStrictEqual(entriesOfNow([begun(1), ordering, begun(3), ordered]), [begun(3), ordered])
    assert.deepStrictEqual(entriesOfNow([]), [])
  })

  it("is over since its last end", () => {
    assert.isUndefined(finishedAt([begun(1), ordering]))
    assert.strictEqual(finishedAt([begun(1), { ...finished, at: 4 }, ordering, finished]), 9)
    assert.isFalse(leavesUnknown([begun(1), finished]))
    assert.isFalse(leavesUnknown([begun(1)]))
    assert.isTrue(leavesUnknown([begun(1), { ...finished, leavesUnknown: true }]))
  })

  it("has sent nothing before there is something of a part", () => {
    assert.isTrue(sentNothing([begun(1), { step: "split", at: 2, parts: [1] }]))
    assert.isFalse(sentNothing([begun(1), ordering]))
  })

  it("is told with its jobs and orders", () => {
    assert.deepStrictEqual(statusOf([]), { jobs: [], toSettle: [] })
    assert.deepStrictEqual(
      statusOf([{ step: "split", at: 2, parts: [1] }, unreadable, { ...adopted, part: "part 2" }]),
      {
        rowsOfParts: [1],
        jobs: [{ part: "part 2", jobId }],
        toSettle: [{ part, sentAt: 5 }],
      },
    )
    assert.deepStrictEqual(
      statusOf([
        { ...begun(1), request: { module: "Leads" }, host: "https://www.zohoapis.com" } as JournalEntry,
        { step: "organization", at: 2, id: "7" },
        { step: "split", at: 2, parts: [3, 1] },
        ordering,
        { ...ordered, zohoTime: 4 },
        { ...ordering, part: "part 2", at: 6 },
        finished,
      ]),
      {
        kind: "import",
        request: { module: "Leads" },
        host: "https://www.zohoapis.com",
        begunAt: 1,
        organization: "7",
        finishedAt: 9,
        rowsOfParts: [3, 1],
        jobs: [{ part, jobId, zohoTime: 4 }],
        toSettle: [{ part: "part 2", sentAt: 6 }],
      },
    )
  })
})

describe("the rows that must not go out again unseen", () => {
  const day = 24 * 60 * 60 * 1_000
  const over = (at: number, left = true): JournalEntry => ({
    step: "finished",
    at,
    ...(left ? { leavesUnknown: true } : {}),
  })
  const split = (...digests: ReadonlyArray<string>): JournalEntry => ({
    step: "split",
    at: 2,
    parts: digests.map(() => 1),
    digests,
  })
  const after = (
    finished: number,
    digests: ReadonlyArray<string>,
    ...earlier: ReadonlyArray<readonly [number, string]>
  ) =>
    ({
      ...begun(1),
      notAgain: {
        finishedAt: finished,
        digests,
        ...(earlier.length === 0
          ? {}
          : { earlier: earlier.map(([at, digest]) => ({ finishedAt: at, digests: [digest] })) }),
      },
    }) as JournalEntry

  it("are known, the latest import's first", () => {
    assert.deepStrictEqual(notAgainIn([begun(1)]), [])
    assert.deepStrictEqual(notAgainIn([after(5, ["a"])]), [{ finishedAt: 5, digests: ["a"] }])
    assert.deepStrictEqual(
      notAgainIn([after(5, ["a"], [3, "b"])]).map(({ digests }) => digests),
      [["a"], ["b"]],
    )
  })

  it.each<{ of: string; entries: ReadonlyArray<JournalEntry>; left: unknown; now?: number }>([
    { of: "an import that knows all of its own", entries: [begun(1), split("a"), over(9, false)], left: undefined },
    { of: "an import that is unfinished", entries: [begun(1), split("a")], left: undefined },
    {
      of: "an import that leaves some unknown",
      entries: [begun(1), split("a", "b"), over(9)],
      left: { finishedAt: 9, digests: ["a", "b"] },
    },
    {
      of: "an import of an older version, which has no digests",
      entries: [begun(1), { step: "split", at: 2, parts: [1] }, over(9)],
      left: undefined,
    },
    {
      of: "one that was refused for them",
      entries: [after(5, ["a"], [3, "b"]), over(5)],
      left: { finishedAt: 5, digests: ["a"], earlier: [{ finishedAt: 3, digests: ["b"] }] },
    },
    {
      of: "an import of other rows, that knows all of its own",
      entries: [after(5, ["a"]), split("c"), over(9, false)],
      left: { finishedAt: 5, digests: ["a"] },
    },
    {
      of: "an import of other rows, that leaves some unknown",
      entries: [after(5, ["a"]), split("c"), over(9)],
      left: { finishedAt: 9, digests: ["c"], earlier: [{ finishedAt: 5, digests: ["a"] }] },
    },
    {
      of: "an import of some of them, with the others",
      entries: [after(5, ["a", "b"]), split("a"), over(9, false)],
      left: { finishedAt: 5, digests: ["b"] },
    },
    {
      of: "a week ago, and not longer ago",
      entries: [after(5, ["a"], [4, "b"]), split("c"), over(9, false)],
      now: 7 * day + 5,
      left: { finishedAt: 5, digests: ["a"] },
    },
    {
      of: "longer ago than a week",
      entries: [after(5, ["a"], [4, "b"]), split("c"), over(9, false)],
      now: 7 * day + 6,
      left: undefined,
    },
  ])("are those of $of", ({ entries, left, now = 10 }) => {
    assert.deepStrictEqual(rowsLeftUnknown(entries, now), left as never)
  })

  it("are those of a thousand parts at most", () => {
    const digests = Array.from({ length: 600 }, (_, at) => `a${at}`)
    const entries = [after(5, digests, [4, "b"]), split("c"), over(9, false)]
    const more = [
      {
        ...begun(1),
        notAgain: {
          finishedAt: 5,
          digests,
          earlier: [
            { finishedAt: 4, digests: digests.map((each) => `b${each}`) },
            { finishedAt: 3, digests: ["c"] },
          ],
        },
      } as JournalEntry,
      split("d"),
      over(9, false),
    ]
    assert.lengthOf(rowsLeftUnknown(entries, 10)?.digests ?? [], 600)
    assert.deepStrictEqual(
      rowsLeftUnknown(more, 10)?.earlier?.map((each) => each.digests.length),
      [400],
    )
  })
})
