import { startOfReady } from "./help/HelpPage.ts"
import { pageOf } from "./help/pageOf.ts"
import { helpDocs } from "./helpDocs.ts"

/** What the build of the command makes ready: the help of each command by the words that name it, as JSON. */
export const helpPages = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    helpDocs().map((doc) => [(doc.commandPath ?? []).slice(1).join(" "), JSON.stringify(pageOf(doc, startOfReady))]),
  )
