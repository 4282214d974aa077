/** What the requests of journeys are about, told by their method and path. */
const signs: ReadonlyArray<readonly [method: string, path: RegExp, operation: string]> = [
  ["POST", /^\/crm\/bulk\/v[\d.]+\/read$/, "createReadJob"],
  ["GET", /^\/crm\/bulk\/v[\d.]+\/read\/\d+$/, "getReadJob"],
  ["GET", /^\/crm\/bulk\/v[\d.]+\/read\/\d+\/result$/, "downloadReadResult"],
  ["POST", /^\/crm\/v[\d.]+\/upload$/, "uploadFile"],
  ["POST", /^\/crm\/bulk\/v[\d.]+\/write$/, "createWriteJob"],
  ["GET", /^\/crm\/bulk\/v[\d.]+\/write\/\d+$/, "getWriteJob"],
  ["GET", /\/bulk-write\/\d+\//, "downloadWriteResult"],
  ["GET", /^\/crm\/v[\d.]+\/org$/, "getOrganization"],
  ["GET", /^\/crm\/v[\d.]+\/settings\/fields$/, "getFields"],
  ["GET", /^\/crm\/v[\d.]+\/\w+\/actions\/count$/, "countRecords"],
  ["GET", /^\/crm\/v[\d.]+\/\w+\/deleted$/, "getDeletedRecords"],
  ["POST", /^\/oauth\/v2\/token$/, "renewToken"],
]

/** Names the operation that a request asks for. */
export const operationOf = (method: string, url: URL): string =>
  signs.find(([wanted, path]) => wanted === method && path.test(url.pathname))?.[2] ?? "other"
