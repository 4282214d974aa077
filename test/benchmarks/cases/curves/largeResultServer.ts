/** Answers for one completed job whose result is so many MiB of CSV, the same block of rows again and again; says its address first. */
import type { ServerResponse } from "node:http"
import { once } from "node:events"
import process from "node:process"
import { constants, crc32, deflateRawSync, inflateRawSync } from "node:zlib"
import { packedContent } from "../../samples/contacts.ts"
import { serveResult } from "../../serveResult.ts"

const blocks = Number(process.argv[2])
const text = inflateRawSync(packedContent()).toString("latin1")
const header = Buffer.from(text.slice(0, text.indexOf("\n") + 1), "latin1")
const block = Buffer.from(text.slice(header.length, text.lastIndexOf("\n", header.length + 2 ** 20) + 1), "latin1")
const rows = blocks * block.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0)

/** Deflated so that more may follow. */
const packed = (bytes: Buffer): Buffer => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH })

const packedHeader = packed(header)
const packedBlock = packed(block)
const last = deflateRawSync(Buffer.alloc(0))

const checksum = Array.from({ length: blocks }).reduce<number>((sum) => crc32(block, sum), crc32(header))
const packedBytes = packedHeader.length + blocks * packedBlock.length + last.length

const name = Buffer.from("Contacts.csv")
const fields = Buffer.alloc(26)
fields.writeUInt16LE(20, 0)
fields.writeUInt16LE(8, 4)
fields.writeUInt32LE(checksum, 10)
fields.writeUInt32LE(packedBytes, 14)
fields.writeUInt32LE(header.length + blocks * block.length, 18)
fields.writeUInt16LE(name.length, 22)
const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name])
const listing = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, Buffer.alloc(14), name])
const end = Buffer.alloc(22)
end.write("PK\x05\x06", "latin1")
end.writeUInt16LE(1, 8)
end.writeUInt16LE(1, 10)
end.writeUInt32LE(listing.length, 12)
end.writeUInt32LE(local.length + packedBytes, 16)

const sendArchive = async (response: ServerResponse): Promise<void> => {
  response.writeHead(200, { "content-length": local.length + packedBytes + listing.length + end.length })
  response.write(Buffer.concat([local, packedHeader]))
  for (let left = blocks; left > 0; left--) {
    if (!response.write(packedBlock)) await once(response, "drain")
  }
  response.end(Buffer.concat([last, listing, end]))
}

serveResult(rows, sendArchive)
