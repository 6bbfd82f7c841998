// The first answer to an incident: what fired, and the button that says somebody is on it, while the app is still on its way to a slow telephone.
// It is drawn by hand from the answers that the app will take over, acts go through the same outbox, and it leaves when the app’s own page stands.
import { isOpen } from '../../core/incident/words.ts'
import { askAhead } from '../api/askedAhead.ts'
import { noteServerDate } from '../api/serverClock.ts'
import { addAct, outbox, serveOutbox } from '../api/theOutbox.ts'
import type { Me } from '../api/useMe.ts'
import buttons from '../kit/Button.module.css'
import type { Incident } from '../pages/incident/incidentShape.ts'
import { acknowledgeUrl, incidentOf, incidentUrl, sessionUrl } from './addresses.ts'
import { drawIncident, type Wish } from './drawIncident.ts'

type Shown = { id: string; me: Me; incident: Incident }

/** `wasShown`: somebody has looked at it, and may have acted. Resolves when the app has what that changed. */
type Take = (wasShown: boolean) => Promise<unknown>

let shown: Shown | null = null
let wish: Wish | null = null
let hasLeft = false
let take: Take | null = null
let taken: Promise<unknown> | null = null

const place = () => document.getElementById('first')
const app = () => document.getElementById('root')

/** Drawing anew takes away what was focused; the button in its place has it then. */
function keepingFocus(work: () => void): void {
  const hadFocus = place()?.contains(document.activeElement) ?? false
  work()
  if (hadFocus) document.querySelector<HTMLElement>(`main .${buttons.button}:not([aria-hidden])`)?.focus({ preventScroll: true })
}

function draw(): void {
  if (shown === null || hasLeft) return
  const { id, me, incident } = shown
  const acknowledged = outbox.acts().find(({ about, does, state }) => about === id && does === 'acknowledge' && state !== 'refused')
  const drawn = { incident, organization: me.organization.name, acknowledgedHere: acknowledged?.at ?? null, wish }
  const page = drawIncident(drawn, { acknowledge, wish: wishFor }, Date.now())
  keepingFocus(() => place()?.replaceChildren(page))
}

function acknowledge(): void {
  if (shown === null) return
  const { id, me } = shown
  addAct({
    who: me.actor.id,
    about: id,
    does: 'acknowledge',
    on: null,
    says: 'Acknowledged',
    method: 'POST',
    url: acknowledgeUrl(id),
    body: {},
  })
}

/** The dialogs are the app’s: it opens the one that was asked for. */
function wishFor(asked: Wish): void {
  wish = asked
  draw()
}

const mayWork = ({ permissions }: Me, { is_redacted, state }: Incident) =>
  permissions.includes('incident:work') && !is_redacted && isOpen(state)

async function askIncident(id: string): Promise<Incident | null> {
  const response = await askAhead(incidentUrl(id))
  noteServerDate(response.headers.get('date'))
  return response.ok ? ((await response.json()) as Incident) : null
}

async function askMe(): Promise<Me | null> {
  const response = await askAhead(sessionUrl)
  return response.ok ? ((await response.json()) as Me) : null
}

async function askAgain(id: string): Promise<void> {
  const incident = await askIncident(id)
  if (incident !== null && shown !== null) shown = { ...shown, incident }
  draw()
  await taken
}

async function answer(id: string): Promise<void> {
  const [me, incident] = await Promise.all([askMe(), askIncident(id)])
  if (me === null || incident === null || !mayWork(me, incident) || hasLeft) return
  shown = { id, me, incident }
  serveOutbox({ who: () => me.actor.id, afterwards: () => askAgain(id) })
  outbox.watch(draw)
  document.title = `${incident.number} ${incident.title} – Tickmark`
  app()?.toggleAttribute('hidden', true)
  draw()
  // What an earlier visit left; known a moment later.
  void outbox.load()
  await painted()
}

/** A hidden page is not painted, and must not wait for it. */
function painted(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, 100)
  })
}

/** Answers the address of an incident that can be worked on; anything else is the app’s to answer, and to explain. Resolves once it is seen. */
export async function giveFirstAnswer(): Promise<void> {
  const id = incidentOf(window.location.pathname)
  if (id !== null) await answer(id).catch(() => undefined)
}

/** The app is about to draw. Where nothing is shown yet, nothing will be. */
export function handOver(to: Take): void {
  take = to
  if (shown === null) leaveFirstAnswer()
}

/** The app’s page is there. */
export function leaveFirstAnswer(): void {
  if (hasLeft) return
  hasLeft = true
  // For whoever measures how long a slow telephone waits.
  performance.mark('app')
  keepingFocus(() => {
    place()?.remove()
    app()?.toggleAttribute('hidden', false)
  })
  taken = take?.(shown !== null) ?? null
}

/** What was pressed before there was anything to open. */
export function takeWish(): Wish | null {
  const asked = wish
  wish = null
  return asked
}
