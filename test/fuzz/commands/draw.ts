import type { Schema } from "effect"
import type { Chance } from "../../simulate/world/Chance.ts"
import { archive } from "../../support/hostile/archives.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { asCharacters, changedBytes, inUtf8 } from "../draw/bytes.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText, oddText } from "../draw/text.ts"
import { here, type OtherAnswer, type Play } from "./Play.ts"

const [contacts, leads] = ["4150868000005376042", "4150868000005350003"]

const rows = `${here}/rows.csv`
const insert = ["--module", "Leads", "--operation", "insert"]

const calls: readonly [ReadonlyArray<string>, ...ReadonlyArray<ReadonlyArray<string>>] = [
  ["get", contacts],
  ["get", leads, "--kind", "write", "--select", "state,kind"],
  ["wait", leads, contacts, "--timeout", "1m"],
  ["download", contacts, "--output", `${here}/out.csv`],
  ["download", contacts, "--format", "zip", "--output", `${here}/out.zip`],
  ["export", "Contacts", "--output", `${here}/out.csv`, "--fields", "Last_Name,Email"],
  ["export", "Contacts", "--where", 'Last_Name starts_with "B" and Amount > 1', "--plan"],
  ["export", "Leads", "--format", "ndjson", "--output", `${here}/out.ndjson`],
  ["import", rows, ...insert],
  ["import", `${here}/rows.ndjson`, ...insert, "--rejects", `${here}/rejects.csv`],
  ["import", rows, "--module", "Leads", "--operation", "upsert", "--find-by", "Email", "--map", "Last_Name=Last_Name"],
  ["resume"],
  ["resume", "import-leads-20261125-225059-g699", "--send-again"],
  ["resume", "import-leads-20261125-225059-g699", "--adopt", leads],
  ["jobs"],
  ["jobs", "--forget", "import-leads-20261125-225059-g699"],
  ["auth", "status"],
  ["auth", "logout", "--keep-grant"],
  ["auth", "login", "--client-id", "emulator", "--code", "emulator", "--for", "read"],
  ["doctor"],
  ["demo"],
  ["export", "Contacts", "--explain"],
]

const flags = [
  "--json",
  "--jsonl",
  "--explain",
  "--emulator",
  "--select",
  "--profile",
  "--api-version",
  "--data-center",
  "--help",
  "--version",
  "--",
  "--timeout",
  "--plan",
  "--records",
  "--where",
  "--log-level",
  "--api-domain",
  "--org-id",
]

const values = [
  "constructor",
  "__proto__",
  "v2",
  "v8",
  "eu",
  "0s",
  "1h",
  "state",
  "Contacts=3",
  "https://127.0.0.1:1",
  "1",
  "-1",
  "",
  "../x",
]

const journey = "state/zoho-bulk/journeys/import-leads-20261125-225059-g699"
const at = 1_795_647_059_082

const journeyFile: Schema.Json = {
  id: "import-leads-20261125-225059-g699",
  command: "import",
  begunAt: at,
  module: "Leads",
  host: "www.zohoapis.com",
  settings: { apiVersion: "v8", dataCenter: "us" },
  request: { file: rows, module: "Leads", operation: "insert" },
  output: "-",
}

const journal: ReadonlyArray<Schema.Json> = [
  { step: "split", at, parts: [3] },
  { step: "uploaded", part: "part 1", at, fileId: "4150868000008000001" },
  { step: "ordering", part: "part 1", at },
]

const signIn: Schema.Json = {
  clientId: "emulator",
  clientSecret: "emulator",
  refreshToken: "emulator",
  settings: { dataCenter: "us" },
  organization: "Zylker",
  savedAt: at,
}

const tokens: Schema.Json = {
  format: "zoho-bulk tokens 1",
  grants: { "0a": { token: { accessToken: "emulator", issuedAt: 0, expiresAt: 3_600_000 }, requestedAt: [0] } },
}

/** Changes a text now and then. */
const perhaps = (chance: Chance, text: string): string => (chance.happens(0.2) ? changedText(chance, text) : text)

const filesFor = (chance: Chance): Play["files"] => ({
  "rows.csv": inUtf8(perhaps(chance, "Last_Name,Company,Email\nBoyle,Zylker,p@example.org\nNobody,,n@example.org\n")),
  "rows.ndjson": inUtf8(perhaps(chance, '{"Last_Name":"A","Company":"Z"}\n{"Last_Name":"B"}\n')),
  ...(chance.happens(0.4)
    ? {
        [`${journey}/journey.json`]: inUtf8(changedJsonText(chance, journeyFile)),
        [`${journey}/journal.ndjson`]: inUtf8(
          journal
            .map((entry) => `${chance.happens(0.7) ? JSON.stringify(entry) : changedJsonText(chance, entry)}\n`)
            .join(""),
        ),
        [`${journey}/part-1.csv`]: "Last_Name,Company\nA,Z\nB,Z\nC,Z\n",
      }
    : {}),
  ...(chance.happens(0.25)
    ? { "config/zoho-bulk/profiles.json": inUtf8(changedJsonText(chance, { default: signIn })) }
    : {}),
  ...(chance.happens(0.3) ? { "state/zoho-bulk/tokens.json": inUtf8(changedJsonText(chance, tokens)) } : {}),
})

const result = { page: 1, per_page: 200_000, count: 1, download_url: "/crm/bulk/v8/read/1/result", more_records: false }

const answers: readonly [(chance: Chance) => OtherAnswer, ...ReadonlyArray<(chance: Chance) => OtherAnswer>] = [
  (chance) => ({
    to: "/read",
    status: 200,
    body: inUtf8(changedJsonText(chance, readBody({ id: contacts, state: "COMPLETED", result }))),
  }),
  (chance) => ({
    to: "/write",
    status: 200,
    body: inUtf8(
      changedJsonText(chance, writeBody({ id: leads, status: "COMPLETED", result: { download_url: "/x" } })),
    ),
  }),
  (chance) => ({
    to: "/result",
    status: 200,
    body: changedBytes(chance, asCharacters(archive([{ name: "rows.csv", content: "Id,Last_Name\n1,Boyle\n" }]))),
  }),
  (chance) => ({
    to: "/org",
    status: 200,
    body: inUtf8(changedJsonText(chance, { org: [{ zgid: "694902309", company_name: `Zylker${oddText(chance)}` }] })),
  }),
  (chance) => ({
    to: "/oauth",
    status: 200,
    body: inUtf8(changedJsonText(chance, { access_token: "emulator", expires_in: 3_600, refresh_token: "emulator" })),
  }),
  (chance) => ({
    to: "/",
    status: chance.pick([400, 401, 403, 404, 429, 500, 502]),
    body: inUtf8(changedJsonText(chance, { code: "X", message: oddText(chance), details: {}, status: "error" })),
  }),
]

const wordsFor = (chance: Chance): ReadonlyArray<string> => {
  const words = [...chance.pick(calls)]
  if (chance.happens(0.4)) words.push(chance.pick(["--json", "--jsonl"]))
  if (chance.happens(0.15)) words.push(chance.pick(["--json", ...flags]))
  if (chance.happens(0.1)) words.splice(chance.below(words.length + 1), 0, chance.pick(["1", ...values]))
  if (chance.happens(0.05)) words.splice(chance.below(words.length), 1)
  const changed = chance.happens(0.15) ? chance.below(words.length + 1) : -1
  return words.map((word, index) => (index === changed ? changedText(chance, word, values) : word))
}

/** Draws a run: a call that is right, or nearly, among files and answers of which some are not. */
export const drawPlay = (chance: Chance): Play => ({
  args: wordsFor(chance),
  files: filesFor(chance),
  answers: chance.happens(0.5) ? [chance.pick(answers)(chance)] : [],
})
