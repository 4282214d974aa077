/**
 * What records are made of. Commas, quotes, line breaks and letters beyond ASCII are among it, for real data has them.
 */

export const firstNames = [
  "Patricia",
  "José",
  "Anaïs",
  "Mary Ann",
  "Søren",
  "陽子",
  "Zoë",
  "Robert",
  "Ирина",
  "Nimal",
  "Chloé",
]

export const lastNames = [
  "Boyle",
  "O'Neill",
  "Müller",
  "Smith, Jr.",
  "Łukasiewicz",
  "García López",
  'van "Dutch" Dijk',
  "山田",
  "Nguyễn",
  "Perera",
  "Ångström",
  "Сидоров",
  "de la Cruz",
]

export const companies = [
  "Nordwind, Handels-GmbH",
  "Pereira & Söhne",
  'The "Corner" Shop',
  "東京商事",
  "Boyle Brothers",
  "Café Zoë",
  "King, Lear and Daughters",
]

export const leadSources = ["Advertisement", "Cold Call", "Employee Referral", "Online Store", "Trade Show", null]

export const leadStatuses = ["Contacted", "Not Contacted", "Pre-Qualified", "Lost Lead"]

export const industries = ["ASP (Application Service Provider)", "Data/Telecom OEM", "ERP", "Small/Medium Enterprise"]

export const countries = ["United States", "Deutschland", "Sri Lanka", "日本", "Brasil", "Côte d'Ivoire"]

export const stages = ["Qualification", "Needs Analysis", "Negotiation/Review", "Closed Won", "Closed Lost"]

export const interests = ["Bulk read", "Bulk write", "Reports", "Reports;Bulk read", null]

export const remarks = [
  'Called on Monday.\nWants a quote, "soon".',
  "Prefers e-mail; no calls before 10:00",
  "Überweisung steht aus\r\nzweite Zeile",
  null,
]
