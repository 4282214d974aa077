import { connectionVariables } from "../../connection/layerVariables.ts"
import { proxyVariables } from "../../transport/proxyVariables.ts"
import { localeVariables } from "../output/display.ts"
import { colourVariables } from "../output/screen.ts"
import { folderVariables } from "../signIn/ownFolder.ts"
import type { databasePasswordVariables, databaseVariables } from "../../sql/postgres/readDatabaseUrl.ts"

/** Variables that decide how output looks. */
const displayVariables = [...colourVariables, ...localeVariables]

/** Variables that decide where a runner sends traces and metrics, if anywhere. */
const collectorVariables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_RESOURCE_ATTRIBUTES"]

/**
 * Where the database of journeys is, and its password: spelled out here, because the modules that use them are loaded
 * for few commands only.
 */
const ofDatabase: readonly [...typeof databaseVariables, ...typeof databasePasswordVariables] = [
  "ZOHO_DATABASE_URL",
  "ZOHO_DATABASE_URL_FILE",
  "ZOHO_DATABASE_PASSWORD",
  "ZOHO_DATABASE_PASSWORD_FILE",
]

/**
 * Every variable that the command reads, by name: on Deno, `--allow-env` must list exactly these.
 *
 * **Example** (The Deno permission that suffices)
 *
 * ```ts
 * import { environmentVariables } from "@zoho-bulk/core/cli"
 *
 * export const flag = `--allow-env=${environmentVariables.join(",")}`
 * ```
 *
 * @category running
 */
export const environmentVariables: ReadonlyArray<string> = [
  ...new Set([
    ...connectionVariables,
    ...displayVariables,
    ...folderVariables,
    ...collectorVariables,
    ...ofDatabase,
    ...Object.values(proxyVariables).flat(),
  ]),
]
