import { assert, describe, it } from "@effect/vitest"
import type { JobId, ReadJob, WriteJob } from "@zoho-bulk/core"
import { type JournalEntry } from "@zoho-bulk/core/Journal"
import { Effect } from "effect"
import { entriesOfLines } from "../../../../packages/core/src/transfer/journal/damagedLines.ts"
import { fieldParts, fieldsOfPart } from "../../../../packages/core/src/transfer/journal/fieldParts.ts"
import {
  differenceFrom,
  identityOf,
  type JourneyIdentity,
  kindIn,
  organizationIn,
} from "../../../../packages/core/src/transfer/journal/JourneyIdentity.ts"
import { mismatch, orderedIn } from "../../../../packages/core/src/transfer/journal/mismatch.ts"
import { begun } from "../../../support/journalsOnDisk.ts"

const jobId = "4150868000005376042" as JobId
const otherId = "4150868000005376043" as JobId

const beginning = (changes: Partial<JourneyIdentity> & { readonly at?: number } = {}): JournalEntry =>
  ({ ...begun(1), ...changes }) as JournalEntry

const settings = (orgId?: string) =>
  ({ hosts: { api: new URL("https://www.zohoapis.com") }, orgId }) as unknown as Parameters<typeof identityOf>[1]

const asked = (request: object, orgId?: string) =>
  identityOf({ kind: "import", request: { module: "Leads", ...request } }, settings(orgId))

describe("what a journey is asked for", () => {
  it.effect("is the same however it is spelled", () =>
    Effect.gen(function* () {
      const one = yield* asked({ findBy: "Email", columns: [{ column: "a", field: "b" }], operation: "update" })
      const other = yield* asked({
        operation: "update",
        columns: [{ field: "b", column: "a" }],
        concurrency: 3,
        header: ["a"],
        ignoreEmpty: false,
        findBy: "Email",
        ifDifferent: undefined,
      })
      assert.deepStrictEqual(other, one)
      assert.deepStrictEqual(one.request, {
        columns: [{ column: "a", field: "b" }],
        findBy: "Email",
        module: "Leads",
        operation: "update",
      })
      assert.strictEqual(JSON.stringify(one.request), JSON.stringify(other.request))
      assert.match(one.digest, /^[0-9a-f]{64}$/)
      assert.deepInclude(one, { form: 2, kind: "import", host: "https://www.zohoapis.com" })
      assert.notProperty(one, "organization")
    }),
  )

  it.effect("is another thing where anything else is", () =>
    Effect.gen(function* () {
      const all = yield* Effect.forEach(
        [
          {},
          { ignoreEmpty: true },
          { findBy: null },
          { columns: ["a", "b"] },
          { columns: ["b", "a"] },
          { module: "Deals" },
        ],
        (request) => asked(request),
      )
      assert.lengthOf([...new Set(all.map(({ digest }) => digest))], all.length)
      assert.strictEqual((yield* asked({}, "7")).organization, "7")
    }),
  )
})

describe("a journal is of another journey", () => {
  const identity = { form: 2, kind: "import", request: { module: "Leads" }, digest: "a", host: "h" } as const

  it.each<{ where: string; entries: ReadonlyArray<JournalEntry>; now: Partial<JourneyIdentity>; differs: unknown }>([
    {
      where: "it writes, and one reads",
      entries: [beginning(identity)],
      now: { kind: "export" },
      differs: ["kind", "import", "export"],
    },
    {
      where: "it is an older one that writes",
      entries: [{ step: "split", at: 1, parts: [1] }],
      now: { kind: "export" },
      differs: ["kind", "import", "export"],
    },
    { where: "its host is another", entries: [beginning(identity)], now: { host: "i" }, differs: ["host", "h", "i"] },
    {
      where: "its organisation is another",
      entries: [beginning({ ...identity, organization: "1" })],
      now: { organization: "2" },
      differs: ["organization", "1", "2"],
    },
    {
      where: "Zoho told another organisation",
      entries: [beginning(identity), { step: "organization", at: 2, id: "3" }],
      now: { organization: "2" },
      differs: ["organization", "3", "2"],
    },
    {
      where: "its module is another",
      entries: [beginning(identity)],
      now: { digest: "b", request: { findBy: "Email", module: "Deals" } },
      differs: ["module", "Leads", "Deals"],
    },
    {
      where: "something else is another",
      entries: [beginning(identity)],
      now: { digest: "b", request: { module: "Leads", findBy: "Email" } },
      differs: ["findBy", "nothing", "Email"],
    },
    {
      where: "what it was asked for is no object",
      entries: [beginning({ ...identity, request: null })],
      now: { digest: "b", request: "Leads" },
      differs: ["request", "a", "b"],
    },
    {
      where: "what differs is long",
      entries: [beginning({ ...identity, request: { module: "Leads", fields: ["x".repeat(100)] } })],
      now: { digest: "b", request: { module: "Leads", fields: ["x".repeat(56)] } },
      differs: ["fields", `["${"x".repeat(58)}…`, `["${"x".repeat(56)}"]`],
    },
  ])("where $where", ({ differs, entries, now }) => {
    const found = differenceFrom(entries, { ...identity, ...now })
    assert.deepStrictEqual([found?.what, found?.known, found?.asked] as unknown, differs)
  })

  it.each<{ where: string; entries: ReadonlyArray<JournalEntry>; now?: Partial<JourneyIdentity> }>([
    { where: "nothing differs", entries: [beginning(identity)] },
    { where: "nobody has begun it", entries: [] },
    {
      where: "it is an older one, which does not say",
      entries: [{ step: "uploaded", part: "part 1", at: 1, fileId: "1" }],
    },
    { where: "only one of both names the organisation", entries: [beginning({ ...identity, organization: "1" })] },
    { where: "only the other one does", entries: [beginning(identity)], now: { organization: "2" } },
    {
      where: "the organisation is the same",
      entries: [beginning({ ...identity, organization: "1" })],
      now: { organization: "1" },
    },
  ])("but not where $where", ({ entries, now = {} }) => {
    assert.isUndefined(differenceFrom(entries, { ...identity, ...now }))
  })

  it("reads or writes by what it says, or by what its steps do", () => {
    assert.strictEqual(kindIn([beginning({ kind: "export" }), { step: "split", at: 1, parts: [] }]), "export")
    assert.strictEqual(
      kindIn([
        { step: "organization", at: 1, id: "1" },
        { step: "split", at: 1, parts: [] },
      ]),
      "import",
    )
    assert.strictEqual(kindIn([{ step: "uploaded", part: "part 1", at: 1, fileId: "1" }]), "import")
    assert.strictEqual(
      kindIn([
        { step: "dropped", at: 1, field: "a" },
        { step: "ordering", part: "page 1", at: 1 },
      ]),
      "export",
    )
    assert.isUndefined(kindIn([{ step: "ordering", part: "part 1", at: 1 }]))
    assert.isUndefined(kindIn([]))
  })

  it("knows its organisation as Zoho told it last, or the settings", () => {
    const told = (id: string): JournalEntry => ({ step: "organization", at: 1, id })
    assert.isUndefined(organizationIn([{ step: "dropped", at: 1, field: "a" }]))
    assert.strictEqual(organizationIn([{ step: "dropped", at: 1, field: "a" }, beginning({ organization: "1" })]), "1")
    assert.strictEqual(organizationIn([beginning({ organization: "1" }), told("2"), told("3")]), "3")
  })
})

describe("a job cannot be the one that an order made", () => {
  const read = (changes: object = {}) =>
    ({ kind: "read", id: otherId, state: "completed", ...changes }) as unknown as ReadJob
  const write = (changes: object = {}) =>
    ({ kind: "write", id: otherId, state: "completed", ...changes }) as unknown as WriteJob
  const ofModule = (apiName: string) => ({ query: { module: { apiName } } })
  const day = 24 * 60 * 60 * 1_000
  const entries = [begun(3 * day + 7), { step: "ordering", part: "page 1", at: 3 * day + 9 } as JournalEntry]
  const order = { kind: "export", module: "Leads", fields: ["Email", "Phone"] } as const
  const all = { kind: "export", module: "Leads" } as const
  const wide = { ...all, fields: ["Modified_Time", "A", "B", "C", "D"] } as const
  const queried = (query: object = {}) => ({ query: { module: { apiName: "Leads" }, ...query } })
  const ofZylker = { field: "Company", comparator: "equal", value: "Zylker" } as const
  const zylker = { field: { apiName: "Company" }, comparator: "equal", value: "Zylker" }
  const insert = { kind: "import", module: "Leads", operation: "insert" } as const
  const file = (name: string) => ({ resource: [{ module: { apiName: "Leads" }, file: { name } }] })

  type Case = readonly [string, Parameters<typeof mismatch>, string | undefined]

  it.each<Case>([
    ["but any that says nothing", [order, entries, "page 1", read()], undefined],
    [
      "where it is about another module",
      [order, entries, "page 1", read(ofModule("Deals"))],
      "it is about Deals, but the order was about Leads",
    ],
    [
      "but where it is about the same",
      [order, entries, "page 1", read(queried({ fields: ["Email", "Phone"] }))],
      undefined,
    ],
    [
      "but where nobody knows which was ordered",
      [{ kind: "export" }, entries, "page 1", read(ofModule("Leads"))],
      undefined,
    ],
    [
      "where it writes to another module",
      [insert, entries, "part 1", write({ resource: [{ module: { apiName: "Deals" } }] })],
      "it is about Deals, but the order was about Leads",
    ],
    [
      "where it is another page",
      [order, entries, "page 2", read({ result: { page: 3 } })],
      "it reads page 3, but the order was for page 2",
    ],
    [
      "where it was asked for another page",
      [order, entries, "page 1", read({ query: { page: 2 } })],
      "it reads page 2, but the order was for page 1",
    ],
    ["but where it says page 1 of a later one", [order, entries, "page 2", read({ query: { page: 1 } })], undefined],
    [
      "but where a token leads to its page",
      [order, entries, "page 2", read({ query: { page: 3, pageToken: "t" } })],
      undefined,
    ],
    [
      "but where it is the same page",
      [order, entries, "page 2", read({ result: { page: 2 }, query: { page: 3 } })],
      undefined,
    ],
    [
      "where it reads other fields",
      [order, entries, "page 1", read({ query: { fields: ["Email", "Name"] } })],
      "it reads Email, Name, but the order was for Email, Phone",
    ],
    [
      "where it reads some of them",
      [order, entries, "page 1", read({ query: { fields: ["Phone"] } })],
      "it reads Phone, but the order was for Email, Phone",
    ],
    [
      "but where bulk read refused the others",
      [
        order,
        [...entries, { step: "dropped", at: 1, field: "Email" }],
        "page 1",
        read({ query: { fields: ["Phone"] } }),
      ],
      undefined,
    ],
    [
      "but where it reads the record's id as well, or is not asked for it",
      [{ ...order, fields: ["id", "Email"] }, entries, "page 1", read({ query: { fields: ["Email", "Id"] } })],
      undefined,
    ],
    [
      "where it reads all fields, and only some were asked for",
      [order, entries, "page 1", read(ofModule("Leads"))],
      "it reads all fields, but the order was for Email, Phone",
    ],
    [
      "but where it does not say what a page by its token reads",
      [order, entries, "page 2", read(ofModule("Leads"))],
      undefined,
    ],
    [
      "where it reads some fields, and all were asked for",
      [{ kind: "export", module: "Leads" }, entries, "page 1", read(queried({ fields: ["Name"] }))],
      "it reads Name, but the order was for all fields",
    ],
    [
      "where it reads a part of what its part of a wide module reads",
      [wide, entries, "fields 1-3, page 1", read({ query: { fields: ["A", "Modified_Time"] } })],
      "it reads A, Modified_Time, but the order was for A, B, C, Modified_Time",
    ],
    [
      "but where it reads what that part reads",
      [wide, entries, "fields 1-3, page 1", read({ query: { fields: ["A", "B", "C", "Modified_Time"] } })],
      undefined,
    ],
    [
      "but where an older version has ordered that part",
      [wide, entries, "fields 1-3, page 1", read({ query: { fields: ["Modified_Time", "A", "B"] } })],
      undefined,
    ],
    [
      "where it is of a view",
      [all, entries, "page 1", read(queried({ cvid: "1" }))],
      "it reads the view 1, but the order was for none",
    ],
    [
      "where it is of another view",
      [{ ...all, cvid: "2" }, entries, "page 1", read(queried({ cvid: "1" }))],
      "it reads the view 1, but the order was for the view 2",
    ],
    [
      "but where it is of the same view",
      [{ ...all, cvid: "1" }, entries, "page 1", read(queried({ cvid: "1" }))],
      undefined,
    ],
    [
      "where it has conditions",
      [all, entries, "page 1", read(queried({ criteria: zylker }))],
      "it has conditions, but the order had none",
    ],
    [
      "but where they may be those of its view",
      [{ ...all, cvid: "1" }, entries, "page 1", read(queried({ criteria: zylker }))],
      undefined,
    ],
    [
      "where it has none",
      [{ ...all, where: ofZylker }, entries, "page 1", read(queried())],
      "it has no conditions, but the order had some",
    ],
    [
      "but where a later page does not show them",
      [{ ...all, where: ofZylker }, entries, "page 2", read(queried())],
      undefined,
    ],
    [
      "but where it has the same",
      [{ ...all, where: ofZylker }, entries, "page 1", read(queried({ criteria: zylker }))],
      undefined,
    ],
    ...[
      { ...ofZylker, value: "Acme" },
      { ...ofZylker, comparator: "not_equal" },
      { ...ofZylker, field: "City" },
      { operator: "or", conditions: [ofZylker, ofZylker] },
    ].map((where): Case => [
      `where it has other ones: not ${JSON.stringify(where)}`,
      [{ ...all, where } as typeof all, entries, "page 1", read(queried({ criteria: zylker }))],
      "it has other conditions than the order",
    ]),
    ...[
      [
        {
          operator: "and",
          conditions: [{ field: "Modified_Time", comparator: "greater_than", value: "2026-01-01T12:00:00+02:00" }],
        },
        { field: { apiName: "Modified_Time" }, comparator: "greater_than", value: "2026-01-01T10:00:00Z" },
      ] as const,
      [
        { operator: "and", conditions: [ofZylker, { field: "No", comparator: "in", value: ["1", 2] }] },
        { groupOperator: "and", group: [zylker, { field: { apiName: "No" }, comparator: "in", value: [1, "2"] }] },
      ] as const,
      [ofZylker, { comparator: "equal" }] as const,
      [ofZylker, { ...zylker, value: null }] as const,
    ].map(([where, criteria]): Case => [
      `but where Zoho spells the same in its own way: ${JSON.stringify(criteria)}`,
      [{ ...all, where } as typeof all, entries, "page 1", read(queried({ criteria }))],
      undefined,
    ]),
    [
      "but where all were asked for",
      [{ kind: "export" }, entries, "page 1", read({ query: { fields: ["Name"] } })],
      undefined,
    ],
    [
      "where it reads those of another part",
      [order, entries, "fields 2-2, page 1", read({ query: { fields: ["Email"] } })],
      "it reads Email, but the order was for Phone",
    ],
    [
      "where it was made long before",
      [order, entries, "page 1", read({ createdTime: new Date(2 * day + 6).toISOString() })],
      "it was created before the order was sent",
    ],
    [
      "but where clocks may differ",
      [order, entries, "page 1", read({ createdTime: new Date(2 * day + 7).toISOString() })],
      undefined,
    ],
    [
      "where it does something else",
      [insert, entries, "part 1", write({ operation: "update" })],
      "it is to update, but the order was to insert",
    ],
    ["but where it does the same", [insert, entries, "part 1", write({ operation: "insert" })], undefined],
    [
      "but where nobody knows what it was to do",
      [{ kind: "import" }, entries, "part 1", write({ operation: "update" })],
      undefined,
    ],
    [
      "where it has the rows of another part",
      [insert, entries, "part 2", write(file("part-1.csv"))],
      "it has the rows of part-1.csv, not of part-2.csv",
    ],
    ["but where it has its rows", [insert, entries, "part 2", write(file("part-2.csv"))], undefined],
    [
      "where it is another part's",
      [order, [...entries, { step: "ordered", part: "page 2", at: 1, jobId: otherId }], "page 1", read()],
      "it already belongs to another part",
    ],
    [
      "but where it was adopted in vain",
      [order, [...entries, { step: "adopted", part: "page 1", at: 1, jobId: otherId }], "page 1", read()],
      undefined,
    ],
  ])("%s", (_, given, problem) => {
    assert.strictEqual(mismatch(...given), problem)
  })

  it("by what the journal says of its orders", () => {
    assert.deepStrictEqual(orderedIn([]), { kind: "export" })
    assert.deepStrictEqual(orderedIn([begun(1)]), { kind: "import" })
    const request = { module: "Leads", fields: ["a"], operation: "insert", more: 1 }
    assert.deepStrictEqual(orderedIn([beginning({ request })]), {
      kind: "import",
      module: "Leads",
      fields: ["a"],
      operation: "insert",
    })
    assert.deepStrictEqual(orderedIn([beginning({ request: { module: 7 } })]), { kind: "import" })
  })
})

describe("the fields of an export", () => {
  const partsOf = (fields: ReadonlyArray<string> | undefined, most: number) =>
    fieldParts(fields, most).map((part) => [part.partOf(2), part.fields, part.isOnly])

  it.each<{ what: string; fields: ReadonlyArray<string> | undefined; parts: ReadonlyArray<unknown> }>([
    { what: "all of the module", fields: undefined, parts: [["page 2", undefined, true]] },
    { what: "as many as one job takes", fields: ["a", "b"], parts: [["page 2", ["a", "b"], true]] },
    { what: "some of them twice", fields: ["a", "b", "a"], parts: [["page 2", ["a", "b"], true]] },
    { what: "the id in two spellings", fields: ["Id", "id"], parts: [["page 2", ["Id"], true]] },
    { what: "the id beside as many as one job takes", fields: ["a", "id", "b"], parts: [["page 2", ["a", "b"], true]] },
    {
      what: "more than one job takes",
      fields: ["a", "id", "b", "c", "b", "d", "e"],
      parts: [
        ["fields 1-2, page 2", ["a", "b"], false],
        ["fields 3-4, page 2", ["c", "d"], false],
        ["fields 5-5, page 2", ["e"], false],
      ],
    },
    {
      what: "twice as many as one job takes",
      fields: ["a", "b", "c", "d"],
      parts: [
        ["fields 1-2, page 2", ["a", "b"], false],
        ["fields 3-4, page 2", ["c", "d"], false],
      ],
    },
  ])("are read by one job each, where they are $what", ({ fields, parts }) => {
    assert.deepStrictEqual(partsOf(fields, 2), parts)
  })

  it("are told apart by their time of change, which each job reads where it is asked for, if it may read another", () => {
    assert.deepStrictEqual(partsOf(["a", "Modified_Time", "b", "c"], 3), [
      ["fields 1-2, page 2", ["a", "b", "Modified_Time"], false],
      ["fields 3-3, page 2", ["c", "Modified_Time"], false],
    ])
    assert.deepStrictEqual(partsOf(["a", "Modified_Time"], 1), [
      ["fields 1-1, page 2", ["a"], false],
      ["fields 2-2, page 2", ["Modified_Time"], false],
    ])
  })

  it("are found again by the name of a part", () => {
    const fields = ["a", "id", "b", "c", "b", "d", "e"]
    for (const part of fieldParts(fields, 2)) assert.deepStrictEqual(fieldsOfPart(fields, part.partOf(3)), part.fields)
    const many = Array.from({ length: 25 }, (_, at) => `f${at}`)
    for (const part of fieldParts(many, 12)) assert.deepStrictEqual(fieldsOfPart(many, part.partOf(1)), part.fields)
    assert.deepStrictEqual(fieldsOfPart(fields, "page 1"), fields)
  })
})

describe("lines that an older version wrote", () => {
  const line = (entry: JournalEntry): string => JSON.stringify(entry)
  const paged: JournalEntry = { step: "paged", part: "page 1", at: 4 }
  const ordered: JournalEntry = { step: "ordered", part: "page 1", at: 3, jobId }
  const unreadable = (part: string, at: number, jobIds: ReadonlyArray<JobId> = []) => ({
    step: "unreadable",
    part,
    at,
    jobIds,
  })

  it.each<{ what: string; lines: ReadonlyArray<string>; entries: ReadonlyArray<unknown> }>([
    { what: "are read where they are whole", lines: [line(ordered), line(paged)], entries: [ordered, paged] },
    {
      what: "leave the first page open where one is damaged",
      lines: ["\0"],
      entries: [unreadable("page 1", 0)],
    },
    {
      what: "leave the page open after those that are there",
      lines: [line(ordered), line(paged), "\0"],
      entries: [ordered, paged, unreadable("page 2", 4)],
    },
    {
      what: "leave it open once, however many are damaged",
      lines: ["\0", "\0", "\0"],
      entries: [unreadable("page 1", 0)],
    },
    {
      what: "leave it open with each job that is named",
      lines: ["\0", `"jobId":"${jobId}"`, "\0"],
      entries: [unreadable("page 1", 0), unreadable("page 1", 0, [jobId]), unreadable("page 1", 0)],
    },
    {
      what: "leave no page open that has a job",
      lines: [line(ordered), "\0"],
      entries: [ordered],
    },
    {
      what: "leave the parts open that they name, each once",
      lines: ['{"part":"part 2","part":"page 7","part":"part 2"'],
      entries: [unreadable("part 2", 0), unreadable("page 7", 0)],
    },
    {
      what: "leave every part open where it is an import",
      lines: [line({ step: "split", at: 2, parts: [1, 1] }), "\0"],
      entries: [{ step: "split", at: 2, parts: [1, 1] }, unreadable("part 1", 2), unreadable("part 2", 2)],
    },
    {
      what: "have what was written whole behind one that was cut short",
      lines: [`{"step":"paged","par${line(ordered)}`],
      entries: [ordered],
    },
    {
      what: "have both, where the one that was cut short names a job",
      lines: [`{"step":"ordered","part":"page 1","jobId":"${otherId}"${line(ordered)}`],
      entries: [unreadable("page 1", 0, [otherId]), ordered],
    },
  ])("$what", ({ entries, lines }) => {
    assert.deepStrictEqual(entriesOfLines(lines), entries as never)
  })

  it("are given up where more than a thousand are damaged", () => {
    const damaged = (count: number) => [line(ordered), ...Array.from({ length: count }, () => "\0")]
    assert.deepStrictEqual(entriesOfLines(damaged(1_000)), [ordered])
    assert.isUndefined(entriesOfLines(damaged(1_001)))
  })

  it("are searched for an entry in 64 places at most", () => {
    const begins = '{"step":'
    assert.deepStrictEqual(entriesOfLines([`${begins}${line(ordered)}${begins.repeat(64)}`]), [
      unreadable("page 1", 0, [jobId]),
    ] as never)
  })
})
