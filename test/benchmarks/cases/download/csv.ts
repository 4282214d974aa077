/** The shipped command, with the flags of its launcher, fetches a result, and writes its rows as csv. */
import { measureDownload } from "../../measureDownload.ts"
import { launched } from "../../shipped.ts"

await measureDownload((_, folder) => [
  launched,
  "download",
  "4150868000005376042",
  "--kind",
  "read",
  "--format",
  "csv",
  "--output",
  `${folder}/rows.csv`,
])
