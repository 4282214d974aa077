/**
 * A registry on this machine that has our packages and no others.
 */
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Packed } from "./pack.ts"

/** A registry that answers until it is closed. */
export interface Registry extends AsyncDisposable {
  /** The lines of an `.npmrc` that name it for what is ours, and the machine's own for everything else. */
  readonly npmrc: string
}

const digest = (algorithm: string, bytes: Uint8Array, encoding: "base64" | "hex"): string =>
  createHash(algorithm).update(bytes).digest(encoding)

/** What a registry tells of a package that has one version. */
const packument = ({ manifest, name, version }: Packed, bytes: Uint8Array, origin: string) => ({
  name,
  "dist-tags": { latest: version },
  versions: {
    [version]: {
      ...manifest,
      dist: {
        tarball: `${origin}/tarball/${name}`,
        shasum: digest("sha1", bytes, "hex"),
        integrity: `sha512-${digest("sha512", bytes, "base64")}`,
      },
    },
  },
})

/** Serves packages on a free port of this machine. */
export const serveRegistry = async (packages: ReadonlyArray<Packed>, folder: string): Promise<Registry> => {
  const others = execFileSync("npm", ["config", "get", "registry"], { cwd: folder, encoding: "utf8" }).trim()
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "")
    const found = packages.find(({ name }) => path.endsWith(`/${name}`))
    if (found === undefined) return void response.writeHead(404).end()
    const bytes = readFileSync(found.tarball)
    if (path.startsWith("/tarball/")) return void response.end(bytes)
    response.setHeader("content-type", "application/json")
    response.end(JSON.stringify(packument(found, bytes, `http://${request.headers.host}`)))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo
  return {
    npmrc: `registry=${others}\n@zoho-bulk:registry=http://127.0.0.1:${port}/\n`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
