import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { optional, planFlag } from "../flags/commandFlags.ts"
import { durationFlag } from "../flags/durationFlag.ts"
import { creditsFlag } from "../flags/maxCreditsFlag.ts"
import { namesIn } from "../flags/namesIn.ts"

const namesFlag = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar(metavar),
    Flag.withDescription(description),
    Flag.withDefault(""),
    Flag.map(namesIn),
  )

const switchFlag = (name: string, description: string) =>
  Flag.Boolean(name).pipe(Flag.withDescription(description), Flag.withDefault(false))

/** What `zoho-bulk mirror` takes. */
export const mirrorFlags = {
  modules: Argument.String("module").pipe(
    Argument.withDescription('API names or labels of the modules, such as Contacts or "Sales Orders"'),
    Argument.variadic(),
    Argument.map((names) => names.flatMap(namesIn)),
  ),
  to: optional(
    Flag.String("to").pipe(
      Flag.withMetavar("<target>"),
      Flag.withDescription("where the copies are: a folder, or sqlite:FILE, created if needed"),
    ),
  ),
  all: switchFlag("all", "every module that bulk read supports"),
  except: namesFlag("except", "<module,...>", "modules that --all leaves out"),
  exclude: namesFlag("exclude", "<module.field,...>", "fields that are not copied"),
  config: optional(
    Flag.String("config").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription("a file with the modules, their fields and conditions, and the target (docs/mirror.md)"),
    ),
  ),
  format: optional(
    Flag.Literals("format", ["csv", "csv.gz", "ndjson"]).pipe(
      Flag.withAlias("f"),
      Flag.withDescription("format of the files in a folder; csv by default"),
    ),
  ),
  merge: switchFlag(
    "merge",
    "merge changes into the file of each module, instead of keeping files of changes next to it",
  ),
  softDelete: switchFlag("soft-delete", "keep the rows of deleted records in a database, with deleted_at set"),
  whole: switchFlag("whole", "read all records, not only those that have changed"),
  refreshEvery: durationFlag("refresh-every", "interval at which all records are read again; 7d by default"),
  overlap: durationFlag("overlap", "how far before the last run to look for changes; 10m by default"),
  compareIds: optional(
    Flag.Literals("compare-ids", ["counts-differ", "always"]).pipe(
      Flag.withDescription("when all ids are compared, for 51 credits per 200,000 records; counts-differ by default"),
    ),
  ),
  textColumns: switchFlag(
    "text-columns",
    "keep a column as text if its type has changed, instead of stopping the module",
  ),
  wait: switchFlag("wait", "wait until another run on the same target has ended"),
  maxCredits: creditsFlag("the order that would exceed them is not sent, and the next run continues"),
  plan: planFlag("show what would be read and what it costs, and copy nothing"),
} as const
