// What is asked to find out who may have to be told. Every answer may be missing: unknown is an answer, and never means no.

export const roleQuestions = {
  controller: 'Do you decide what this data is used for, or own or license it?',
  processor: 'Do you process this data for your customers?',
} as const

export const dataQuestions = {
  personal: 'Is anything in it about people?',
  identity_number: 'Are there social security, tax, passport or licence numbers?',
  financial_account: 'Are there account numbers with a code that opens them?',
  payment_card: 'Are there card numbers?',
  health: 'Is there anything about health, treatment or health insurance?',
  biometric: 'Are there fingerprints, faces or voices that identify people?',
  credentials: 'Are there user names or addresses with passwords or answers to security questions?',
  sensitive: 'Is there anything about belief, origin, sex life, union membership, or crimes?',
  children: 'Is it about children?',
  federal: 'Is it information of a US federal agency?',
  defense: 'Is it covered defense information?',
} as const

/** What the organization is, in the eyes of a regulator. */
export const sectorQuestions = {
  telecom: 'Do you offer public electronic communications?',
  essential_entity:
    'Are you an essential or important entity (cloud, data centre, managed service, digital infrastructure and others under NIS2)?',
  critical_entity: 'Were you named a critical entity in the EU?',
  trust_service: 'Do you offer trust services, like electronic signatures or certificates?',
  financial_entity: 'Are you a financial entity in the EU (DORA)?',
  product_maker: 'Do you place hardware or software on the EU market under your name?',
  hipaa_covered: 'Are you a health care provider, health plan or clearing house in the US?',
  hipaa_associate: 'Do you handle health data for one of those (business associate)?',
  us_listed: 'Are your securities registered in the US?',
  us_securities: 'Are you a broker-dealer, investment adviser, fund or transfer agent in the US?',
  us_finance: 'Are you a non-bank financial institution in the US?',
  health_record_vendor: 'Do you keep personal health records outside HIPAA, like a health app?',
  us_bank: 'Are you a bank in the US?',
  bank_service_provider: 'Do you provide services to banks in the US?',
  credit_union: 'Are you a federally insured credit union?',
  ny_financial: 'Are you licensed by the New York Department of Financial Services?',
  us_critical: 'Do you run critical infrastructure in the US?',
  defense_contractor: 'Do you work for the US Department of Defense, directly or below others?',
  fedramp: 'Do you offer a FedRAMP cloud service?',
  insurance_licensee: 'Do you hold an insurance licence in a US state?',
  card_handling: 'Do you store, process or transmit card data?',
  cyber_insured: 'Do you have a cyber insurance policy?',
  au_ransom_reporter: 'Is your turnover in Australia above 3 million dollars, or are you a responsible entity there?',
  au_critical: 'Are you a responsible entity for critical infrastructure in Australia?',
  au_prudential: 'Are you regulated by APRA?',
  in_body: 'Are you a service provider, intermediary, data centre or company in India?',
  ch_critical: 'Are you listed critical infrastructure in Switzerland?',
  cn_operator: 'Do you operate a network in mainland China?',
  cn_critical: 'Are you an operator of critical information infrastructure in China?',
  cn_central: 'Are you attached to a central body of the Chinese state?',
  hk_critical: 'Do you operate critical infrastructure in Hong Kong?',
} as const

/** What happened, as far as a rule asks for it. */
export const eventQuestions = {
  service_hit: 'Is a service that others depend on down or degraded?',
  ransom_paid: 'Was a ransom paid, by you or for you?',
  exploited_vulnerability: 'Is a vulnerability of your own product being exploited?',
  product_compromised: 'Is your product, or how it is built and updated, itself compromised?',
  high_risk: 'Is a high risk to people likely?',
  serious_harm: 'Is serious or significant harm to people likely?',
  no_harm_finding: 'Did you find, in writing, that no harm is likely?',
} as const

export type RoleId = keyof typeof roleQuestions
export type DataKind = keyof typeof dataQuestions
export type Sector = keyof typeof sectorQuestions
export type EventFact = keyof typeof eventQuestions

/** `rest`: what holds for everything that is in neither list. A half-finished interview leaves it unknown. */
export type Choice<Name extends string> = {
  readonly is: readonly Name[]
  readonly isNot: readonly Name[]
  readonly rest: 'is-not' | 'unknown'
}

export type Interview = {
  readonly roles: Choice<RoleId>
  /** Where the people live whose data it is, and where you are established. */
  readonly places: Choice<string>
  /** How many people, by place; what is not in here is not known. */
  readonly people: Readonly<Record<string, number>>
  /** How many people altogether. */
  readonly everyone: number | null
  readonly kinds: Choice<DataKind>
  readonly sectors: Choice<Sector>
  readonly events: Choice<EventFact>
}

const unanswered = { is: [], isNot: [], rest: 'unknown' } as const

/** How every interview begins. */
export const emptyInterview: Interview = {
  roles: unanswered,
  places: unanswered,
  people: {},
  everyone: null,
  kinds: unanswered,
  sectors: unanswered,
  events: unanswered,
}

export type Answer = 'yes' | 'no' | 'unknown'

export function answerOf<Name extends string>(choice: Choice<Name>, name: Name): Answer {
  if (choice.is.includes(name)) return 'yes'
  return choice.isNot.includes(name) || choice.rest === 'is-not' ? 'no' : 'unknown'
}
