import { Schema } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { either, pick } from "./Generated.ts"

/** All that a token of the United States may be sent to. */
export const trusted = [
  "https://www.zohoapis.com",
  "https://sandbox.zohoapis.com",
  "https://developer.zohoapis.com",
  "https://content.zohoapis.com",
  "https://zohoapis.com",
  "https://accounts.zoho.com",
  "https://upload.zoho.com",
  "https://upload-accl.zoho.com",
  "https://download.zoho.com",
  "https://download-accl.zoho.com",
]

/** Addresses that are Zoho's, nearly Zoho's, or anybody's. */
export const addresses = Arbitrary.map(
  Arbitrary.all([
    pick("https://", "https://", "https://", "http://", "//", "ftp://", "HTTPS://", "https:/", "https:\\\\"),
    pick("", "", "", "www.zohoapis.com@", "user:x@", "evil.example\\", "evil.example/"),
    pick("", "", "evil.", "www.", "WWW.", "accounts.", "sandbox.", "download-accl.", "xn--", "w"),
    either(pick("zohoapis.com", "zoho.com", "zohocloud.ca", "zohoapis.eu"), Arbitrary.schema(Schema.String)),
    pick("", "", "", ".", ".example", ":443", ":80", ":8443", "%00", "%2eexample", "@evil.example", "\t", "。"),
    pick("/", "/crm/bulk/v8/read/7", "?x=www.zohoapis.com", "#www.zohoapis.com", ""),
  ]),
  (parts) => parts.join(""),
)
