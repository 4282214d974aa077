import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { own } from "../../domain/own.ts"
import type { Settings } from "../../settings/Settings.ts"
import { JourneyDiffers } from "../../failure/JournalFailure.ts"
import { digestOfText } from "../../storage/digestOf.ts"
import { formOfJournal, type JournalEntry } from "./JournalEntry.ts"

/** What a journey is asked for, as a program has it. */
export interface JourneyRequest {
  readonly kind: "export" | "import"
  readonly request: { readonly module: string }
}

type Begun = Extract<JournalEntry, { readonly step: "begun" }>

/** What a journey is: the same again resumes it, and nothing else does. */
export type JourneyIdentity = Omit<Begun, "step" | "at" | "notAgain" | "insists">

/** Keys of a request that make no other journey of it: how fast it goes, and names that the rows have as well. */
const aside = ["concurrency", "header"]

/** Puts the keys of objects into order, so that one thing has one spelling. */
const inOrder = (value: Schema.Json): Schema.Json => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value as { readonly [key: string]: Schema.Json })
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, inOrder(each)]))
}

/** A request as a journal keeps it: what is left out and what is set to its default of false are the same. */
const requestToKeep = (request: object): { readonly [key: string]: Schema.Json } => {
  const plain: { readonly [key: string]: Schema.Json } = JSON.parse(JSON.stringify(request))
  const kept = Object.entries(plain).filter(([key, value]) => !aside.includes(key) && value !== false)
  return inOrder(Object.fromEntries(kept)) as { readonly [key: string]: Schema.Json }
}

/** Reports what a journey is. */
export const identityOf = Effect.fnUntraced(function* (
  { kind, request }: JourneyRequest,
  { hosts, orgId }: Settings,
): Effect.fn.Return<JourneyIdentity> {
  const kept = requestToKeep(request)
  return {
    form: formOfJournal,
    kind,
    request: kept,
    digest: yield* digestOfText(JSON.stringify(kept)),
    host: hosts.api.origin,
    ...(orgId === undefined ? {} : { organization: orgId }),
  }
})

/** How much of a value a failure shows. */
const shown = 60

const inShort = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing")
  return text.length > shown ? `${text.slice(0, shown)}…` : text
}

/** The failure that says what is different, and how. */
export const differs = (what: string, known: unknown, asked: unknown): JourneyDiffers =>
  new JourneyDiffers({ what, known: inShort(known), asked: inShort(asked) })

const keysOf = (request: Schema.Json): { readonly [key: string]: unknown } =>
  typeof request === "object" && request !== null ? { ...request } : {}

/** Whether a journal is of an export or an import. One of an older version does not say it; its steps do, once there are some. */
export const kindIn = (entries: ReadonlyArray<JournalEntry>): JourneyIdentity["kind"] | undefined => {
  const begun = entries.find((entry) => entry.step === "begun")
  if (begun !== undefined) return begun.kind
  if (entries.some(({ step }) => step === "split" || step === "uploaded")) return "import"
  return entries.some((entry) => "part" in entry && entry.part.startsWith("page ")) ? "export" : undefined
}

/** The organisation that a journal is of, if it knows. */
export const organizationIn = (entries: ReadonlyArray<JournalEntry>): string | undefined => {
  const told = entries.findLast((entry) => entry.step === "organization")
  const begun = entries.find((entry) => entry.step === "begun")
  return told?.id ?? begun?.organization
}

/** Finds what is different about the unfinished journey of a journal, if anything is. */
export const differenceFrom = (
  entries: ReadonlyArray<JournalEntry>,
  asked: JourneyIdentity,
): JourneyDiffers | undefined => {
  const known = entries.find((entry) => entry.step === "begun")
  const kind = kindIn(entries)
  if (kind !== undefined && kind !== asked.kind) return differs("kind", kind, asked.kind)
  if (known === undefined) return undefined
  if (known.host !== asked.host) return differs("host", known.host, asked.host)
  const organization = organizationIn(entries)
  if (organization !== undefined && asked.organization !== undefined && organization !== asked.organization) {
    return differs("organization", organization, asked.organization)
  }
  if (known.digest === asked.digest) return undefined
  const [was, is] = [keysOf(known.request), keysOf(asked.request)]
  const key = ["module", ...Object.keys({ ...was, ...is })].find(
    (each) => JSON.stringify(own(was, each)) !== JSON.stringify(own(is, each)),
  )
  return key === undefined ? differs("request", known.digest, asked.digest) : differs(key, own(was, key), own(is, key))
}
