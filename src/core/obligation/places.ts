// Where people live and law is made, by the codes the catalogue uses: ISO 3166, `US-CA` for states, `EU` for the European Economic Area.

export const economicArea = [
  'AT',
  'BE',
  'BG',
  'HR',
  'CY',
  'CZ',
  'DK',
  'EE',
  'FI',
  'FR',
  'DE',
  'GR',
  'HU',
  'IS',
  'IE',
  'IT',
  'LV',
  'LI',
  'LT',
  'LU',
  'MT',
  'NL',
  'NO',
  'PL',
  'PT',
  'RO',
  'SK',
  'SI',
  'ES',
  'SE',
] as const

export const stateNames: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'the District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  GU: 'Guam',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  PR: 'Puerto Rico',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VI: 'the Virgin Islands',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
}

const placeNames: Readonly<Record<string, string>> = {
  EU: 'the EU or EEA',
  US: 'the United States',
  GB: 'the United Kingdom',
  CH: 'Switzerland',
  CA: 'Canada',
  'CA-QC': 'Quebec',
  'CA-AB': 'Alberta',
  BR: 'Brazil',
  CO: 'Colombia',
  MX: 'Mexico',
  AU: 'Australia',
  NZ: 'New Zealand',
  JP: 'Japan',
  SG: 'Singapore',
  IN: 'India',
  KR: 'South Korea',
  CN: 'China',
  MY: 'Malaysia',
  TH: 'Thailand',
  PH: 'the Philippines',
  ID: 'Indonesia',
  VN: 'Vietnam',
  HK: 'Hong Kong',
  TR: 'Turkey',
  SA: 'Saudi Arabia',
  IL: 'Israel',
  ZA: 'South Africa',
  KE: 'Kenya',
  NG: 'Nigeria',
}

/** Those that some rule knows of, to choose from: groups and countries, then states. */
export const placeCodes: readonly string[] = [
  ...Object.keys(placeNames),
  ...economicArea,
  ...Object.keys(stateNames).map((state) => `US-${state}`),
]

export function placeName(place: string): string {
  return placeNames[place] ?? (place.startsWith('US-') ? stateNames[place.slice(3)] : undefined) ?? place
}

/** A code that somebody may answer with: a country, a state, or a group of them. */
export function isPlace(text: string): boolean {
  return /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(text) && (!text.startsWith('US-') || Object.hasOwn(stateNames, text.slice(3)))
}

/** Is somebody in `inner` also in `outer`? Munich is in the EU, Quebec in Canada. */
export function liesIn(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}-`) || (outer === 'EU' && (economicArea as readonly string[]).includes(inner))
}
