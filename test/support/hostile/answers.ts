/**
 * Answers of a Zoho that is broken or means harm. Tests let the command go through all of them, and a benchmark Zoho's SDK.
 */
import { brotliCompressSync, deflateRawSync, gzipSync } from "node:zlib"
import { archive, type ArchiveEntry, centralEntry, localEntry } from "./archives.ts"
import { answer, drip, endless, forever, head, repeat, type Send } from "./wire.ts"

/** What is asked when a hostile answer comes; all else is answered well. */
export type Asked = "details" | "result" | "token" | "organization"

/** One hostile answer. */
export interface HostileAnswer {
  /** What it is, in words. */
  readonly name: string
  /** What it answers. */
  readonly to: Asked
  readonly send: Send
  /** The failures of ours that are right; `ok` where it does no harm. */
  readonly ends: ReadonlyArray<string>
}

export const jobId = "4150868000005376042"

const mebibyte = 2 ** 20

const json = { "content-type": "application/json" }
const zip = {
  "content-type": "application/octet-stream",
  "content-disposition": `attachment; filename="${jobId}.zip"`,
}
const packed = { ...json, "content-encoding": "gzip" }

const job = {
  id: jobId,
  operation: "read",
  state: "COMPLETED",
  query: { module: { id: "4150868000000002175", api_name: "Leads" }, page: 1 },
  created_by: { id: "4150868000000225013", name: "Patricia Boyle" },
  created_time: "2021-02-22T18:21:17+05:30",
  file_type: "csv",
  result: {
    page: 1,
    per_page: 200_000,
    count: 1,
    download_url: `/crm/bulk/v8/read/${jobId}/result`,
    more_records: false,
  },
}

const detailsText = (changes: object = {}): string => JSON.stringify({ data: [{ ...job, ...changes }] })

const rows = "Id,Last_Name\n4150868000000376008,Boyle\n"
const file: ArchiveEntry = { name: `${jobId}.csv`, content: rows }
const whole = archive([file])
const token = { access_token: "1000.0123456789abcdef0123456789abcdef", expires_in: 3_600, token_type: "Bearer" }

/** The answers that there is nothing wrong with. */
export const goodAnswers: Readonly<Record<Asked, Send>> = {
  details: answer(detailsText(), { headers: json }),
  result: answer(whole, { headers: zip }),
  token: answer(JSON.stringify(token), { headers: json }),
  organization: answer(JSON.stringify({ org: [{ zgid: "694902309", company_name: "Zylker" }] }), { headers: json }),
}

const spaces = " ".repeat(65_536)
const zeros = new Uint8Array(65_536)

/** A megabyte, and a hundred of them, packed beforehand: a bomb has to cost its maker nothing. */
const packedSpaces = gzipSync(Buffer.alloc(100 * mebibyte, 0x20))

const details = (name: string, send: Send, ...ends: ReadonlyArray<string>): HostileAnswer => ({
  name,
  to: "details",
  send,
  ends,
})
const result = (name: string, send: Send, ...ends: ReadonlyArray<string>): HostileAnswer => ({
  name,
  to: "result",
  send,
  ends,
})
const tokens = (name: string, send: Send, ...ends: ReadonlyArray<string>): HostileAnswer => ({
  name,
  to: "token",
  send,
  ends,
})

const full = (text: string, most: number): string => text.repeat(Math.floor(most / text.length))

const slow = 100

/** An answer whose head says this, and that brings a job. */
const said =
  (lines: string, status = "200 OK"): Send =>
  async (socket) => {
    socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${lines}\r\n\r\n${detailsText()}`)
  }

const ofDetails: ReadonlyArray<HostileAnswer> = [
  details("a body without an end", endless(json, "{", spaces), "LimitExceeded"),
  details("an error without an end", endless(json, "{", spaces, 502), "ZohoFailing"),
  details(
    "a string of 100 MB",
    async (socket) => {
      socket.write(head(json) + '{"data":"')
      await repeat(socket, "x".repeat(mebibyte), 100)
      socket.end('"}')
    },
    "LimitExceeded",
  ),
  details("two lengths", said("Content-Length: 3\r\nContent-Length: 4"), "NoAnswer", "UnreadableAnswer"),
  details(
    "a length, and chunks",
    said("Content-Length: 3\r\nTransfer-Encoding: chunked"),
    "NoAnswer",
    "UnreadableAnswer",
  ),
  details("a status of 000", said("Content-Length: 3", "000"), "NoAnswer", "UnreadableAnswer", "ZohoFailing"),
  details(
    "a header without an end",
    async (socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx-long: ")
      await repeat(socket, "x".repeat(4_096))
    },
    "NoAnswer",
  ),
  details(
    "headers without an end",
    async (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n")
      await repeat(socket, "x-more: 1\r\n".repeat(400))
    },
    "NoAnswer",
  ),
  // They leave little time for anything else: it may be over before a second try.
  details(
    "1xx answers without an end",
    (socket) => repeat(socket, "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(100)),
    "NoAnswer",
    "NoAnswerInTime",
    "Throttled",
  ),
  details(
    "100 Continue without an end",
    (socket) => repeat(socket, "HTTP/1.1 100 Continue\r\n\r\n".repeat(100)),
    "NoAnswer",
    "NoAnswerInTime",
    "Throttled",
  ),
  details("zeros in place of HTTP", (socket) => repeat(socket, zeros), "NoAnswer"),
  details(
    "a head of a byte at a time",
    (socket) => drip(socket, Buffer.from(head(json) + detailsText()), slow),
    "NoAnswerInTime",
  ),
  details(
    "a body of a byte at a time",
    async (socket) => {
      socket.write(head({ ...json, "content-length": 100_000 }))
      await drip(socket, forever(Buffer.from(" ")), slow)
    },
    "NoAnswerInTime",
  ),
  details("nothing at all", () => {}, "NoAnswerInTime"),
  details(
    "a body that is cut short",
    (socket) => {
      socket.write(head({ ...json, "content-length": 10_000 }))
      socket.end(detailsText())
    },
    "NoAnswer",
  ),
  details("10,000 levels of JSON", answer("[".repeat(10_000) + "]".repeat(10_000), { headers: json }), "LimitExceeded"),
  details(
    "a megabyte of empty objects",
    answer(`{"data":[${full("{},", 1_000_000)}{}]}`, { headers: json }),
    "UnreadableAnswer",
  ),
  details("a megabyte of empty lists", answer(`[${full("[],", 1_000_000)}[]]`, { headers: json }), "UnreadableAnswer"),
  details("a megabyte of numbers", answer(`[${full("0,", 1_000_000)}0]`, { headers: json }), "UnreadableAnswer"),
  details(
    "a megabyte of long numbers",
    answer(`[${full("12345678901234567890,", 1_000_000)}0]`, { headers: json }),
    "UnreadableAnswer",
  ),
  details(
    "a megabyte of keys",
    answer(`{${Array.from({ length: 60_000 }, (_, n) => `"key_${n}":1`).join(",")}}`, { headers: json }),
    "UnreadableAnswer",
  ),
  details(
    "a megabyte of keys in a job",
    answer(detailsText({ more: Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`k${n}`, 1])) }), {
      headers: json,
    }),
    "ok",
  ),
  details(
    "the same key 100,000 times",
    answer(`{${full('"data":1,', 1_000_000)}"data":1}`, { headers: json }),
    "UnreadableAnswer",
  ),
  details(
    "a job whose id comes twice",
    answer(detailsText().replace('"operation"', '"id":"999","operation"'), { headers: json }),
    "UnreadableAnswer",
  ),
  details("a job that is another", answer(detailsText({ id: "999" }), { headers: json }), "UnreadableAnswer"),
  details(
    "a megabyte of a name",
    answer(detailsText({ created_by: { id: "1", name: "x".repeat(1_000_000) } }), { headers: json }),
    "ok",
  ),
  details("a bomb of gzip", answer(packedSpaces, { headers: packed }), "LimitExceeded"),
  details("a bomb of gzip in an error", answer(packedSpaces, { headers: packed, status: 503 }), "ZohoFailing"),
  details("gzip that is none", answer("not packed", { headers: packed }), "NoAnswer", "UnreadableAnswer"),
  details(
    "what is packed as nobody asked for",
    answer(brotliCompressSync(detailsText()), { headers: { ...json, "content-encoding": "br" } }),
    "UnreadableAnswer",
  ),
  details(
    "redirects in a circle",
    answer("", { headers: { location: `/crm/bulk/v8/read/${jobId}` }, status: 302 }),
    "UnreadableAnswer",
  ),
  details(
    "a redirect to a stranger",
    answer("", { headers: { location: "https://evil.example/" }, status: 302 }),
    "HostNotTrusted",
  ),
  details(
    "a redirect with a body without an end",
    endless({ location: `/crm/bulk/v8/read/${jobId}` }, "", spaces, 302),
    "UnreadableAnswer",
  ),
  details(
    "a wait of 400 digits",
    answer("", { headers: { "retry-after": "9".repeat(400) }, status: 429 }),
    "Throttled",
  ),
]

const stored = (bytes: number): ArchiveEntry => ({
  ...file,
  method: 0,
  content: "",
  size: bytes,
  packed: new Uint8Array(0),
})

/** The header of a stored file of so many bytes, which are still to come. */
const storedHeader = (bytes: number): Buffer => {
  const header = localEntry(stored(bytes))
  header.writeUInt32LE(bytes, 18)
  return header
}

const bomb = deflateRawSync(Buffer.alloc(300 * mebibyte, 0x61))

const columns = Array.from({ length: 100_000 }, (_, n) => `Column_${n}`).join(",")
const wideRows = `${columns}\n${"x,".repeat(99_999)}x\n`

const ofResults: ReadonlyArray<HostileAnswer> = [
  result("zeros without an end", endless(zip, "", zeros), "ResultUnreadable"),
  result("a file without an end", endless(zip, storedHeader(0xffff_fffe), "x,y\n".repeat(16_384)), "LimitExceeded"),
  result(
    "wide rows of nothing without an end",
    endless(zip, storedHeader(0xffff_fffe), `${",".repeat(65_535)}\n`),
    "LimitExceeded",
  ),
  result(
    "a row without an end",
    endless(zip, storedHeader(0xffff_fffe), "x".repeat(65_536)),
    "ResultTooLarge",
    "LimitExceeded",
  ),
  result("bytes without an end behind the archive", endless(zip, whole, zeros), "ok"),
  result("a directory without an end", endless(zip, localEntry(file), centralEntry(file)), "ResultUnreadable"),
  result("folders without an end", endless(zip, "", localEntry({ name: "d/", method: 0 })), "ResultTooLarge"),
  result(
    "a folder of 300 MB",
    answer(archive([{ name: "d/", packed: bomb, size: 300 * mebibyte }]), { headers: zip }),
    "ResultUnreadable",
  ),
  result(
    "a bomb of zip, a cell of 300 MB",
    answer(archive([{ ...file, packed: bomb, size: 300 * mebibyte }]), { headers: zip }),
    "ResultTooLarge",
  ),
  result(
    "a bomb of gzip around it",
    answer(gzipSync(Buffer.alloc(100 * mebibyte)), { headers: { ...zip, "content-encoding": "gzip" } }),
    "ResultUnreadable",
    "NoAnswer",
  ),
  result("100,000 columns", answer(archive([{ ...file, content: wideRows }]), { headers: zip }), "ok"),
  result(
    "a byte at a time",
    async (socket) => {
      socket.write(head(zip))
      await drip(socket, whole, slow)
    },
    "NoAnswerInTime",
  ),
  result(
    "silence in the middle",
    (socket) => {
      socket.write(head({ ...zip, "content-length": whole.byteLength }))
      socket.write(whole.subarray(0, 40))
    },
    "NoAnswerInTime",
  ),
  result(
    "silence in the middle, packed once more",
    (socket) => {
      socket.write(head({ ...zip, "content-encoding": "gzip", "transfer-encoding": "chunked" }))
      const packed = gzipSync(whole.subarray(0, 40))
      socket.write(`${packed.byteLength.toString(16)}\r\n`)
      socket.write(packed)
    },
    "NoAnswerInTime",
  ),
  result("an archive without its end record", answer(whole.subarray(0, -22), { headers: zip }), "ResultUnreadable"),
  result(
    "an archive with another number of entries",
    answer(archive([file], { entries: 2 }), { headers: zip }),
    "ResultUnreadable",
  ),
  result("an archive that is cut short", answer(whole.subarray(0, 50), { headers: zip }), "ResultUnreadable"),
  // The archive itself is kept, for others may read it; its rows are refused.
  result(
    "a file that is encrypted",
    answer(archive([{ ...file, flags: 1 }]), { headers: zip }),
    "ResultUnreadable",
    "ok",
  ),
  result(
    "a file with another checksum",
    answer(archive([{ ...file, checksum: 1 }]), { headers: zip }),
    "ResultUnreadable",
  ),
  result(
    "a page in its place",
    answer("<html>sign in</html>", { headers: { "content-type": "text/html" } }),
    "UnreadableAnswer",
    "Throttled",
  ),
  result("a page that says it is an archive", answer("<html>sign in</html>", { headers: zip }), "ResultUnreadable"),
  result("nothing at all", answer("", { headers: zip }), "ResultUnreadable"),
  result("4 TB, as it says", endless({ ...zip, "content-length": "4398046511104" }, whole, zeros), "LimitExceeded"),
]

const reply = (changes: object): Send => answer(JSON.stringify({ ...token, ...changes }), { headers: json })

const ofTokens: ReadonlyArray<HostileAnswer> = [
  tokens("a body without an end", endless(json, "{", spaces), "LimitExceeded"),
  tokens("a life that makes a number of itself", reply({ expires_in: { toString: 1 } }), "ok"),
  tokens("a life beyond all numbers", answer(JSON.stringify(token).replace("3600", "1e999"), { headers: json }), "ok"),
  tokens("a token with a line break", reply({ access_token: "1000.x\r\nX-Evil: 1" }), "UnreadableAnswer"),
  tokens("a token of 7 MB", reply({ access_token: "1".repeat(7_000_000) }), "LimitExceeded"),
  tokens("a host that is no address", reply({ api_domain: "http://[" }), "UnreadableAnswer"),
  tokens("a bomb of gzip", answer(packedSpaces, { headers: packed }), "LimitExceeded"),
  tokens(
    "a body of a byte at a time",
    async (socket) => {
      socket.write(head({ ...json, "content-length": 100_000 }))
      await drip(socket, forever(Buffer.from(" ")), slow)
    },
    "NoAnswerInTime",
  ),
]

/** All of them. */
export const hostileAnswers: ReadonlyArray<HostileAnswer> = [...ofDetails, ...ofResults, ...ofTokens]
