// The company of the demo: about forty people, six sources. Nobody and nothing in it exists.
import type { Role } from '../../core/kernel/actor.ts'

export const company = { name: 'Larkspur (sample company)', timeZone: 'Europe/Berlin', domain: 'larkspur.example.com' }

export type Colleague = { key: string; name: string; role: Role; onCall: boolean }

/** The people who act in the story. */
const actors: readonly Colleague[] = [
  { key: 'admin', name: 'Ines Okafor', role: 'admin', onCall: false },
  { key: 'compliance', name: 'Ruth Halvorsen', role: 'compliance', onCall: false },
  { key: 'responder', name: 'Tomas Brandl', role: 'responder', onCall: true },
  { key: 'responder-2', name: 'Priya Nair', role: 'responder', onCall: true },
  { key: 'responder-3', name: 'Jonas Wiik', role: 'responder', onCall: true },
  { key: 'responder-4', name: 'Amara Diallo', role: 'responder', onCall: true },
  { key: 'responder-5', name: 'Leo Castellan', role: 'responder', onCall: true },
]

const others = [
  'Mina Aalto',
  'Pavel Hruby',
  'Sofia Marchetti',
  'Hugo Lambert',
  'Nadia Rahimi',
  'Oskar Lind',
  'Elena Petrova',
  'Marcus Oyelaran',
  'Yuki Tanabe',
  'Clara Weiss',
  'Diego Santoro',
  'Hanna Virtanen',
  'Samir Haddad',
  'Greta Nyman',
  'Ivan Kolar',
  'Beatriz Moura',
  'Felix Arendt',
  'Aisha Karim',
  'Noah Ferrand',
  'Lucia Bianchi',
  'Peter Vos',
  'Zofia Nowak',
  'Rafael Duarte',
  'Maja Horvat',
  'Kofi Mensah',
  'Anneke de Wit',
  'Tariq Aziz',
  'Signe Dahl',
  'Viktor Balog',
  'Laura Keane',
  'Emil Rask',
  'Carmen Ibarra',
]

export const colleagues: readonly Colleague[] = [
  ...actors,
  ...others.map((name, at) => ({
    key: `colleague-${at + 1}`,
    name,
    role: at < 6 ? ('responder' as const) : ('viewer' as const),
    onCall: false,
  })),
]

/** Comes from outside, for one audit. */
export const auditor: Colleague = { key: 'auditor', name: 'Judith Amsel', role: 'auditor', onCall: false }

export function addressOf(person: Colleague): string {
  const local = person.name.toLowerCase().replaceAll(' ', '.')
  return person.role === 'auditor' ? `${local}@audit.example.com` : `${local}@${company.domain}`
}

export type SourceKey = 'alertmanager' | 'sentry' | 'cloudwatch' | 'grafana' | 'github' | 'guardduty'

export type DemoSource = {
  key: SourceKey
  name: string
  signed: boolean
  heartbeatSeconds: number | null
  /** It says that it is alive; without that only its deliveries tell. */
  beats: boolean
  reviewTargetSeconds: number
  alertsPerDay: number
  /** It tells of everything one rule found at once in one message. */
  groups: boolean
}

const hours = 3600

export const sources: readonly DemoSource[] = [
  {
    key: 'alertmanager',
    name: 'Alertmanager, production',
    signed: false,
    heartbeatSeconds: 36 * hours,
    beats: true,
    reviewTargetSeconds: 24 * hours,
    alertsPerDay: 17.5,
    groups: true,
  },
  {
    key: 'sentry',
    name: 'Sentry, web and API',
    signed: true,
    heartbeatSeconds: null,
    beats: false,
    reviewTargetSeconds: 72 * hours,
    alertsPerDay: 8,
    groups: false,
  },
  {
    key: 'cloudwatch',
    name: 'CloudWatch, billing account',
    signed: false,
    heartbeatSeconds: 36 * hours,
    beats: true,
    reviewTargetSeconds: 24 * hours,
    alertsPerDay: 5.8,
    groups: false,
  },
  {
    key: 'grafana',
    name: 'Grafana, business metrics',
    signed: false,
    heartbeatSeconds: 36 * hours,
    beats: true,
    reviewTargetSeconds: 72 * hours,
    alertsPerDay: 3.6,
    groups: true,
  },
  {
    key: 'github',
    name: 'GitHub, organization larkspur',
    signed: true,
    heartbeatSeconds: null,
    beats: false,
    reviewTargetSeconds: 120 * hours,
    alertsPerDay: 2,
    groups: false,
  },
  {
    key: 'guardduty',
    name: 'GuardDuty, all accounts',
    signed: false,
    heartbeatSeconds: 36 * hours,
    beats: true,
    reviewTargetSeconds: 24 * hours,
    alertsPerDay: 1.7,
    groups: false,
  },
]
