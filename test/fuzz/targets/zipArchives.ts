import { Stream } from "effect"
import { defaultLimits } from "@zoho-bulk/core/Limits"
import { archiveContent } from "../../../packages/core/src/results/archiveRows.ts"
import { wholeArchive } from "../../../packages/core/src/results/wholeArchive.ts"
import { archive, type ArchiveEntry, wideEndRecord } from "../../support/hostile/archives.ts"
import { asCharacters, changedBytes, inPieces } from "../draw/bytes.ts"
import { splicedText } from "../draw/text.ts"
import { endOf, streamOf } from "../endOf.ts"
import { type Case, holds, type Target } from "../Target.ts"

const rows = "Id,Last_Name\n4150868000000376008,Boyle\n"
const file: ArchiveEntry = { name: "Leads.csv", content: rows }

const [first = "", ...others] = [
  archive([file]),
  archive([{ ...file, method: 0 }]),
  archive([file, { name: "Leads_1.csv", content: rows.repeat(40) }], { comment: "made by hand" }),
  archive([
    { name: "Leads/", content: "" },
    { ...file, name: "Leads/ü.csv", flags: 0x0800 },
  ]),
  archive([{ ...file, content: " ".repeat(20_000) }]),
  archive([]),
  wideEndRecord(archive([file])),
].map(asCharacters)

const archives = [first, ...others] as const

const words = [
  "PK\x03\x04",
  "PK\x01\x02",
  "PK\x05\x06",
  "PK\x06\x06",
  "PK\x06\x07",
  "PK\x07\x08",
  "\x14\0",
  "\x2d\0",
  "\x08\0",
  "\x09\0",
  "\x01\0",
]

/** What is of a form that is not read here may be kept, for others may read it. */
const ofOtherForm = "of a form that is not read"

const unpacked = async (pieces: Case): Promise<string | undefined> => {
  const end = await endOf(Stream.mkUint8Array(archiveContent("1", streamOf(pieces))))
  if ("value" in end) {
    holds(end.value.byteLength <= defaultLimits.maxUnpackedBytes, "it unpacks to more than it may")
    return asCharacters(end.value)
  }
  holds(["ResultUnreadable", "ResultTooLarge"].includes(end.failure._tag), `it fails with ${end.failure._tag}`)
  return "isUnsupported" in end.failure && end.failure.isUnsupported === true ? ofOtherForm : undefined
}

/** Archives of any bytes: unpacked to the same in whatever pieces they come, or refused; `zip-inflated` reads them in the other way as well. */
export const zipArchives: Target = {
  name: "zip-archives",
  draw: (chance) => {
    const one = chance.pick(archives)
    const whole = chance.happens(0.2) ? splicedText(chance, one, chance.pick(archives)) : one
    return inPieces(chance, chance.happens(0.9) ? changedBytes(chance, whole, words) : whole)
  },
  check: async (given) => {
    const [asItCame, atOnce] = [await unpacked(given), await unpacked([given.join("")])]
    holds(asItCame === atOnce, "in other pieces it unpacks to something else")
    if (asItCame === ofOtherForm) return
    const kept = await endOf(Stream.runDrain(wholeArchive("1", streamOf(given))))
    holds("value" in kept === (asItCame !== undefined), "what is kept is not what can be unpacked")
  },
}
