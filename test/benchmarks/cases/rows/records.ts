/** Reads the rows of an archive as `resultRecords` does, by the names of their columns. */
import { archiveRows } from "../../../../packages/core/src/results/archiveRows.ts"
import { asRecords } from "../../../../packages/core/src/results/records.ts"
import { comingIn, countOver, measureRows } from "../../measureRows.ts"

await measureRows((archive) => countOver(asRecords(archiveRows("4150868000005376042", comingIn(archive)))))
