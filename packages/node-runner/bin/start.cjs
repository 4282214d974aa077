module.exports = () => import("../dist/zoho-bulk.js")
