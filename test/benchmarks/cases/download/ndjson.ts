/** The shipped command fetches a result, and writes its rows as ndjson. */
import { measureDownload, shipped } from "../../measureDownload.ts"

await measureDownload((_, folder) =>
  shipped(
    "download",
    "4150868000005376042",
    "--kind",
    "read",
    "--format",
    "ndjson",
    "--output",
    `${folder}/rows.ndjson`,
  ),
)
