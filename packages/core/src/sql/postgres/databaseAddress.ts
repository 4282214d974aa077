import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { isLoopback } from "../../domain/hosts.ts"
import { InvalidSettings } from "../../failure/InvalidSettings.ts"

/**
 * A PostgreSQL database, as a client reaches it.
 *
 * **Example** (Whether rows leave this machine)
 *
 * ```ts
 * import type { DatabaseAddress } from "@zoho-bulk/core/postgres"
 *
 * export const leaves = ({ isEncrypted }: DatabaseAddress): boolean => isEncrypted
 * ```
 *
 * @category models
 */
export interface DatabaseAddress {
  /** Its URL, which may contain a password. */
  readonly url: Redacted.Redacted
  /** The name of its host, and nothing else of the URL. */
  readonly host: string
  /** Its port; 5432 if the URL names none. */
  readonly port: number
  /** Whether it is on this machine. */
  readonly isHere: boolean
  /** Its URL without password and parameters, which may be shown. */
  readonly shown: string
  /** Whether the connection uses TLS, with the certificate checked for that host. */
  readonly isEncrypted: boolean
}

const remedy =
  "Give postgresql://USER@HOST:PORT/DATABASE, and the password in a variable or a file: other users can see the arguments of programs."

const wrong = (reason: "malformed" | "unusable", problem: string, todo = remedy): InvalidSettings =>
  new InvalidSettings({ settings: ["database"], reason, problem, remedy: todo })

const usualPort = 5_432

/** Parameters of the URL that would change the host, or turn TLS off, unnoticed. */
const moves: ReadonlyArray<string> = ["host", "port", "user", "password"]

const plain: ReadonlyArray<string> = ["disable", "allow", "prefer"]

/**
 * Reads the URL of a PostgreSQL database. Connections beyond this machine use TLS, unless less is explicitly allowed;
 * on this machine they use it if the URL asks for it.
 *
 * **Details**
 *
 * Error messages never quote the URL, because it may contain a password.
 *
 * **Example** (A database on this machine)
 *
 * ```ts
 * import { databaseAddress } from "@zoho-bulk/core/postgres"
 * import { Redacted } from "effect"
 *
 * export const here = databaseAddress(Redacted.make("postgresql://zoho@127.0.0.1:5432/journeys"))
 * ```
 *
 * @category configuration
 */
export const databaseAddress = (
  url: Redacted.Redacted,
  /** Allows connections beyond this machine without TLS, if the URL does not ask for it. */
  insecure = false,
): Result.Result<DatabaseAddress, InvalidSettings> => {
  const text = Redacted.value(url).trim()
  if (!URL.canParse(text)) return Result.fail(wrong("malformed", "The address of the database is not a URL"))
  const { hostname, pathname, port, protocol, searchParams, username } = new URL(text)
  if (protocol !== "postgres:" && protocol !== "postgresql:") {
    return Result.fail(wrong("malformed", "The address of the database is not a PostgreSQL address"))
  }
  const moved = moves.find((name) => searchParams.has(name))
  if (moved !== undefined) {
    return Result.fail(wrong("unusable", `The address of the database has its ${moved} in its parameters`))
  }
  if (hostname === "") return Result.fail(wrong("malformed", "The address of the database has no host"))
  // Of schemes that it does not know, URL takes hosts that are none.
  if (!URL.canParse(`http://${hostname}`)) {
    return Result.fail(wrong("malformed", "The host in the address of the database is not valid"))
  }
  const isHere = isLoopback(new URL(`http://${hostname}`))
  const mode = searchParams.get("sslmode")
  if (!isHere && !insecure && mode !== null && plain.includes(mode)) {
    return Result.fail(
      wrong(
        "unusable",
        `sslmode=${mode} would send journeys and the password to ${hostname} unencrypted`,
        "Leave sslmode out: beyond this machine, TLS is used and certificates are checked. In a network that you trust, insist with --insecure-database, or insecure in code.",
      ),
    )
  }
  return Result.succeed({
    url: Redacted.make(text, { label: "database" }),
    host: hostname,
    port: port === "" ? usualPort : Number(port),
    isHere,
    shown: `postgresql://${username === "" ? "" : `${username}@`}${hostname}${port === "" ? "" : `:${port}`}${pathname}`,
    isEncrypted: mode === null ? !isHere && !insecure : !plain.includes(mode),
  })
}
