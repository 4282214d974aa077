import { helpDocs } from "./helpDocs.ts"
import { type ManPage, manPage } from "./help/manPage.ts"

/** The manual: a page for each command, made from what its help is made of. `released` is the day of the version. */
export const manualPages = (version: string, released: string): ReadonlyArray<ManPage> =>
  helpDocs().map((doc) => manPage(doc, version, released))
