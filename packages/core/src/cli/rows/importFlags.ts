import * as Flag from "effect/cli/Flag"
import { isDatePattern } from "../../formats/values/datePattern.ts"
import { encodingNamed } from "./encodingIn.ts"
import type { Stated } from "./columnSpellings.ts"
import { inputFormats } from "./rowFormat.ts"
import type { Mapped } from "./sentColumns.ts"
import { optional, planFlag } from "../flags/commandFlags.ts"
import { journeyTimeout } from "../flags/durationFlag.ts"
import { maxCreditsFlag } from "../flags/maxCreditsFlag.ts"
import { timeZoneOfFile } from "../flags/timeZoneFlag.ts"
import { namesIn } from "../flags/namesIn.ts"

/** Reads `A=B,C=D`; the part before the sign may contain blanks, the part after it no comma. */
const parsePairs = (text: string): ReadonlyArray<readonly [string, string]> | undefined => {
  const pairs = text.split(",").map((pair) => /^\s*(.+?)\s*=\s*([^=]*?)\s*$/.exec(pair))
  return pairs.every((pair) => pair !== null) ? pairs.map(([, name = "", value = ""]) => [name, value]) : undefined
}

const parseMap = (text: string): ReadonlyArray<Mapped> | undefined =>
  parsePairs(text)?.map(([column, field]) => ({ column, field }))

const parseLookups = (text: string): ReadonlyArray<Stated> | undefined => {
  const pairs = parsePairs(text)?.map(([column, value]) => ({ column, value }))
  return pairs?.every(({ value }) => value !== "") === true ? pairs : undefined
}

/** How dates are spelled: in one column, or in all of them. */
export interface StatedFormat {
  readonly column?: string
  readonly value: string
}

const parseFormat = (text: string): StatedFormat | undefined => {
  const [, column, value = ""] = /^(?:\s*(.+?)\s*=)?\s*([^=]+?)\s*$/.exec(text) ?? []
  if (!isDatePattern(value)) return undefined
  return column === undefined ? { value } : { column, value }
}

/** What `import` is told of the file and its columns. */
export const importFlags = {
  findBy: optional(
    Flag.String("find-by").pipe(
      Flag.withMetavar("<field>"),
      Flag.withDescription(
        "API name or label of the unique field by which records are found; required to update and upsert",
      ),
    ),
  ),
  map: Flag.String("map").pipe(
    Flag.withMetavar("<column=field,...>"),
    Flag.withDescription(
      "columns to send to another field than their header names; 'Fax=' leaves the column Fax out; may be repeated",
    ),
    Flag.filter(
      (text) => parseMap(text) !== undefined,
      (text) => `columns and fields as "Surname=Last_Name,Firm=Company", not ${text}`,
    ),
    Flag.atLeast(0),
    Flag.withDefault([]),
    Flag.map((texts) => (texts.length === 0 ? undefined : texts.flatMap((text) => parseMap(text) ?? []))),
  ),
  only: optional(
    Flag.String("only").pipe(
      Flag.withMetavar("<column,...>"),
      Flag.withDescription("send only these columns, and those that --map names"),
      Flag.filter(
        (text) => namesIn(text).length > 0,
        () => "names of columns; leave --only out to send all columns",
      ),
      Flag.map(namesIn),
    ),
  ),
  lookups: Flag.String("lookup").pipe(
    Flag.withMetavar("<column=field,...>"),
    Flag.withDescription("how columns identify other records, if not by id: 'Account_Name=Account_Name,Owner=email'"),
    Flag.filter(
      (text) => parseLookups(text) !== undefined,
      (text) => `columns and unique fields as "Account_Name=Account_Name", not ${text}`,
    ),
    Flag.atLeast(0),
    Flag.withDefault([]),
    Flag.map((texts) => texts.flatMap((text) => parseLookups(text) ?? [])),
  ),
  dateFormats: Flag.String("date-format").pipe(
    Flag.withMetavar("<[column=]format>"),
    Flag.withDescription("how dates are written, such as dd/MM/yyyy or 'Closing Date=d.M.yyyy'; detected by default"),
    Flag.filter(
      (text) => parseFormat(text) !== undefined,
      (text) => `a format such as dd/MM/yyyy or "yyyy-MM-dd HH:mm", optionally after a column and =, not ${text}`,
    ),
    Flag.atLeast(0),
    Flag.withDefault([]),
    Flag.map((texts) => texts.flatMap((text) => parseFormat(text) ?? [])),
  ),
  timeZone: timeZoneOfFile,
  ignoreEmpty: Flag.Boolean("ignore-empty").pipe(
    Flag.withDescription("leave fields unchanged if a cell is empty, or is missing from NDJSON"),
    Flag.withDefault(false),
  ),
  rejects: optional(
    Flag.String("rejects").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription(
        "file for the rows that were not accepted, with their lines and the reasons; with --check, for the rows with findings",
      ),
    ),
  ),
  results: optional(
    Flag.String("results").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription("file for every row, with its line, its outcome, and the id of its record"),
    ),
  ),
  format: optional(
    Flag.Literals("format", inputFormats).pipe(
      Flag.withAlias("f"),
      Flag.withDescription("detected by default: CSV with its separator, or JSON"),
    ),
  ),
  encoding: optional(
    Flag.String("encoding").pipe(
      Flag.withMetavar("<name>"),
      Flag.withDescription(
        "encoding of the file, such as windows-1252 or latin1; by default UTF-8, or UTF-16 if detected",
      ),
      Flag.filter(
        (name) => encodingNamed(name) !== undefined,
        (name) => `an encoding, such as utf-8, utf-16le, latin1 or windows-1252, not ${name}`,
      ),
    ),
  ),
  again: Flag.Boolean("again").pipe(
    Flag.withDescription(
      "import the file again, even if an import of it is unfinished or has left rows of unknown outcome",
    ),
    Flag.withDefault(false),
  ),
  maxCredits: maxCreditsFlag,
  timeout: journeyTimeout,
  plan: planFlag("check the rows, show what would be done and what it costs, and write nothing"),
  check: Flag.Boolean("check").pipe(
    Flag.withDescription("check the rows against the organisation's fields, and write nothing"),
    Flag.withDefault(false),
  ),
  noCheck: Flag.Boolean("no-check").pipe(
    Flag.withDescription("do not look anything up in the organisation: use names and values as they are in the file"),
    Flag.withDefault(false),
  ),
} as const
