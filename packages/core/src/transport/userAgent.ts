/** The version of these packages. */
export const version = "0.1.0"

/** How we announce ourselves to Zoho. */
export const userAgent = `zoho-bulk/${version}`
