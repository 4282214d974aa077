import { type documents, lines } from "./documents.ts"

/** The name of a document. */
export type DocumentName = keyof typeof documents

/** A document as it is written. */
export type DocumentOf<Name extends DocumentName> = (typeof documents)[Name]["Encoded"]

type KeysOf<Document> = Document extends unknown ? keyof Document : never

/** A document with no other keys than its schema has, also where it was put together elsewhere. */
export type Exactly<Document, Published> = Document & {
  readonly [Key in Exclude<KeysOf<Document>, KeysOf<Published>>]: never
}

/** Gives a document as it is, if all of its keys are published: also those that it has at times. */
export const exactly = <Name extends DocumentName, Document extends DocumentOf<Name>>(
  _name: Name,
  document: Exactly<Document, DocumentOf<Name>>,
): DocumentOf<Name> => document

/** A line as it is written. */
export type LineOf<Name extends keyof typeof lines> = (typeof lines)[Name]["Encoded"]

/** The lines that come with a document, of which `--select` may pick keys as well. */
export const linesBeside: { readonly [Name in DocumentName]?: (typeof lines)[keyof typeof lines] } = {
  export: lines.event,
  import: lines.event,
  wait: lines.wait,
  jobs: lines.jobs,
  storedJourneys: lines.storedJourneys,
  runner: lines.runner,
  authStatus: lines.authStatus,
  doctor: lines.doctor,
  modules: lines.modules,
  fields: lines.fields,
  views: lines.views,
  mirror: lines.mirror,
  mirrorStatus: lines.mirrorStatus,
}

/** The documents that are a list, and the key under which its items stand. */
export const lists = {
  wait: "jobs",
  jobs: "journeys",
  storedJourneys: "journeys",
  authStatus: "signIns",
  doctor: "checks",
  modules: "modules",
  fields: "fields",
  views: "views",
  mirror: "modules",
  mirrorStatus: "modules",
} as const

/** The name of a document that is a list. */
export type ListName = keyof typeof lists

type Whole<Name extends ListName> = Extract<DocumentOf<Name>, Readonly<Record<(typeof lists)[Name], unknown>>>

/** An item of a list, and what else its document contains. */
export interface ListOf<Name extends ListName> {
  readonly item: Whole<Name>[(typeof lists)[Name]] extends ReadonlyArray<infer Item> ? Item : never
  readonly beside: Omit<Whole<Name>, (typeof lists)[Name]>
}
