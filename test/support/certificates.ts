import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect, type Scope } from "effect"

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A company's own CA, made for one test. */
export interface Authority {
  /** The file that has to be trusted. */
  readonly caFile: string
  /** Signs a certificate for hosts, good for as many days from now; one of -1 expired yesterday. */
  readonly sign: (hosts: ReadonlyArray<string>, days?: number) => Certificate
  /** A certificate that nobody but itself has signed. */
  readonly signedByItself: (hosts: ReadonlyArray<string>) => Certificate
}

const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"

const namesOf = (hosts: ReadonlyArray<string>): string => `subjectAltName=${hosts.map((host) => `DNS:${host}`).join()}`

const authorityIn = (folder: string): Authority => {
  const openssl = (words: string) => execFileSync("openssl", words.split(" "), { cwd: folder, stdio: "ignore" })
  const read = (name: string): string => readFileSync(join(folder, name), "utf8")
  const extensions = "-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
  openssl(`req -x509 ${newKey} -keyout ca.key -out ca.pem -days 2 -subj /CN=company ${extensions}`)
  return {
    caFile: join(folder, "ca.pem"),
    sign: (hosts, days = 2) => {
      writeFileSync(join(folder, "host.ext"), `${namesOf(hosts)}\nbasicConstraints=CA:FALSE\n`)
      openssl(`req ${newKey} -keyout host.key -out host.csr -subj /CN=host`)
      const byTheCa = "-CA ca.pem -CAkey ca.key -CAcreateserial -extfile host.ext"
      openssl(`x509 -req -in host.csr -out host.pem ${byTheCa} -days ${days}`)
      return { cert: read("host.pem"), key: read("host.key") }
    },
    signedByItself: (hosts) => {
      openssl(`req -x509 ${newKey} -keyout self.key -out self.pem -days 2 -subj /CN=self -addext ${namesOf(hosts)}`)
      return { cert: read("self.pem"), key: read("self.key") }
    },
  }
}

/** Makes a CA with the `openssl` command, in a folder that is removed with the scope. */
export const companyAuthority: Effect.Effect<Authority, never, Scope.Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "zoho-bulk-ca-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
  ),
  authorityIn,
)
