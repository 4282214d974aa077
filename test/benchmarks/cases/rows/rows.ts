/** Reads the rows of an archive as `resultRows` does: checksum, counts, widths, and all. */
import { archiveRows } from "../../../../packages/core/src/results/archiveRows.ts"
import { comingIn, countOver, measureRows } from "../../measureRows.ts"

await measureRows(async (archive) => (await countOver(archiveRows("4150868000005376042", comingIn(archive)))) - 1)
