/** The shipped command, with the flags of its launcher, fetches a result, and writes its rows as ndjson. */
import { measureDownload } from "../../measureDownload.ts"
import { launched } from "../../shipped.ts"

await measureDownload((_, folder) => [
  launched,
  "download",
  "4150868000005376042",
  "--kind",
  "read",
  "--format",
  "ndjson",
  "--output",
  `${folder}/rows.ndjson`,
])
