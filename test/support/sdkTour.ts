/**
 * A program of its own: Zoho's SDK plays every bulk operation against the origin in its arguments, and writes what it saw
 * as JSON.
 */
import { createReadStream } from "node:fs"
import * as Z from "@zohocrm/typescript-sdk-8.0"
import { startSdk } from "./zohoSdk.ts"

const [, , origin = "", zipFile = ""] = process.argv

const text = (choice: Z.Choice<string> | undefined): string | undefined => choice?.getValue()

await startSdk(origin)

const moduleNamed = (name: string): Z.Modules.MinifiedModule => {
  const module = new Z.Modules.MinifiedModule()
  module.setAPIName(name)
  return module
}

/** What an answer was made into; the SDK's types say less than its handlers do. */
const objectOf = <A>(answer: { readonly getObject: () => unknown }): A => answer.getObject() as A

const readJob = async () => {
  const operations = new Z.BulkRead.BulkReadOperations()
  const field = new Z.Fields.MinifiedField()
  field.setAPIName("Lead_Source")
  const criteria = new Z.BulkRead.Criteria()
  criteria.setField(field)
  criteria.setComparator(new Z.Choice("equal"))
  criteria.setValue("Advertisement")
  const query = new Z.BulkRead.Query()
  query.setModule(moduleNamed("Contacts"))
  query.setFields(["Last_Name", "Owner.last_name"])
  query.setCriteria(criteria)
  const body = new Z.BulkRead.BodyWrapper()
  body.setQuery(query)
  const created = await operations.createBulkReadJob(body)
  const added = objectOf<Z.BulkRead.ActionWrapper>(created).getData()[0] as Z.BulkRead.SuccessResponse
  const id = BigInt(added.getDetails().get("id"))
  const answer = await operations.getBulkReadJobDetails(id)
  const details = objectOf<Z.BulkRead.ResponseWrapper>(answer).getData()[0]!
  const result = details.getResult()
  const file = objectOf<Z.BulkRead.FileBodyWrapper>(await operations.downloadResult(id)).getFile()
  return {
    statusCode: created.getStatusCode(),
    code: text(added.getCode()),
    state: text(details.getState()),
    module: details.getQuery().getModule().getAPIName(),
    fields: details.getQuery().getFields(),
    createdBy: details.getCreatedBy().getName(),
    count: result.getCount(),
    perPage: result.getPerPage(),
    moreRecords: result.getMoreRecords(),
    downloadUrl: result.getDownloadUrl(),
    file: file.getName(),
  }
}

const writeJob = async () => {
  const operations = new Z.BulkWrite.BulkWriteOperations()
  const upload = new Z.BulkWrite.FileBodyWrapper()
  upload.setFile(new Z.StreamWrapper("rows.zip", createReadStream(zipFile)))
  const headers = new Z.HeaderMap()
  await headers.add(Z.BulkWrite.UploadFileHeader.FEATURE, "bulk-write")
  await headers.add(Z.BulkWrite.UploadFileHeader.X_CRM_ORG, "694902309")
  const uploaded = objectOf<Z.BulkWrite.SuccessResponse>(await operations.uploadFile(upload, headers))
  const mapping = (name: string, index: number) => {
    const fieldMapping = new Z.BulkWrite.FieldMapping()
    fieldMapping.setAPIName(name)
    fieldMapping.setIndex(index)
    return fieldMapping
  }
  const resource = new Z.BulkWrite.Resource()
  resource.setType(new Z.Choice("data"))
  resource.setModule(moduleNamed("Leads"))
  resource.setFileId(String(uploaded.getDetails().get("file_id")))
  resource.setFieldMappings([mapping("Last_Name", 0), mapping("Company", 1)])
  const request = new Z.BulkWrite.RequestWrapper()
  request.setOperation(new Z.Choice("insert"))
  request.setIgnoreEmpty(true)
  request.setResource([resource])
  const created = objectOf<Z.BulkWrite.SuccessResponse>(await operations.createBulkWriteJob(request))
  const id = String(created.getDetails().get("id"))
  const details = objectOf<Z.BulkWrite.BulkWriteResponse>(await operations.getBulkWriteJobDetails(id))
  const done = details.getResource()[0]!
  const downloadUrl = details.getResult().getDownloadUrl()
  const downloaded = await operations.downloadBulkWriteResult(downloadUrl)
  const file = objectOf<Z.BulkWrite.FileBodyWrapper>(downloaded).getFile()
  return {
    uploaded: text(uploaded.getCode()),
    created: text(created.getCode()),
    status: details.getStatus(),
    resourceStatus: text(done.getStatus()),
    module: done.getModule().getAPIName(),
    added: done.getFile().getAddedCount(),
    skipped: done.getFile().getSkippedCount(),
    downloadUrl,
    file: file.getName(),
  }
}

/** A job of a module that is not there. */
const refused = async () => {
  const query = new Z.BulkRead.Query()
  query.setModule(moduleNamed("Lead"))
  const body = new Z.BulkRead.BodyWrapper()
  body.setQuery(query)
  const answers = objectOf<Z.BulkRead.ActionWrapper>(await new Z.BulkRead.BulkReadOperations().createBulkReadJob(body))
  const answer = answers.getData()[0] as Z.BulkRead.APIException
  return { as: answer.constructor.name, code: text(answer.getCode()) }
}

/** The recorded jobs, as far as the SDK sees them. */
const recorded = async () => {
  const read = await new Z.BulkRead.BulkReadOperations().getBulkReadJobDetails(4150868000005376042n)
  const write = await new Z.BulkWrite.BulkWriteOperations().getBulkWriteJobDetails("4150868000005392002")
  const job = objectOf<Z.BulkRead.ResponseWrapper>(read).getData()[0]!
  const running = objectOf<Z.BulkWrite.BulkWriteResponse>(write)
  return {
    count: job.getResult().getCount(),
    status: running.getStatus(),
    resourceStatus: text(running.getResource()[0]?.getStatus()),
    keepsIgnoreEmpty: "getIgnoreEmpty" in running,
  }
}

process.stdout.write(
  JSON.stringify({
    read: await readJob(),
    write: await writeJob(),
    refused: await refused(),
    recorded: await recorded(),
  }),
)
