// The top of an incident’s page, drawn by hand: the same words at the same places as `pages/incident` has them, which a browser test holds together.
import buttons from '../kit/Button.module.css'
import empty from '../kit/Empty.module.css'
import { kindWord } from '../kit/kindWord.ts'
import { tickPath } from '../kit/markPath.ts'
import shell from '../kit/Shell.module.css'
import times from '../kit/Time.module.css'
import { agoText, durationText, exactText, localText, utcText, zoneText } from '../kit/timeText.ts'
import styles from '../pages/incident/IncidentPage.module.css'
import type { Incident } from '../pages/incident/incidentShape.ts'
import { detectedAt, severityBars, severityWords, stateWords } from '../pages/incident/incidentWords.ts'
import severities from '../pages/incident/SeverityWord.module.css'
import { type Child, make, makeSvg } from './make.ts'

export type Drawn = {
  incident: Incident
  organization: string
  /** When it was acknowledged on this device, which the server may not know yet; null: it was not. */
  acknowledgedHere: string | null
  /** What was pressed and opens as soon as the app is there. */
  wish: Wish | null
}

export type Wish = 'dismiss' | 'page'

export type Pressed = { acknowledge: () => void; wish: (wish: Wish) => void }

function time(at: string, now: number, ago = false): HTMLElement {
  const instant = Date.parse(at)
  const relative = ago ? agoText(instant, now) : null
  return make(
    'time',
    { datetime: at, title: `${exactText(instant)} ${zoneText(instant)}\n${utcText(instant)}`, className: times.time },
    make('span', { className: times.part }, localText(instant, now)),
    relative && make('span', { className: times.ago }, ` · ${relative}`),
    make('span', { className: times.utc }, ` (${utcText(instant)})`),
  )
}

function severity({ severity: level, severity_certainty }: Incident): HTMLElement {
  const bars = severityBars(level)
  const drawn = bars?.map(({ isFull, ...place }) => makeSvg('rect', { ...place, className: isFull ? severities.full : severities.hollow }))
  return make(
    'span',
    { className: `${severities.severity} ${level === null ? severities.unset : ''}` },
    drawn
      ? makeSvg('svg', { width: '15', height: '12', viewBox: '0 0 15 12', 'aria-hidden': 'true', className: severities.bars }, ...drawn)
      : null,
    severityWords(level, severity_certainty),
  )
}

function fired({ linked_alerts, title }: Incident): HTMLElement | null {
  const [first, ...more] = linked_alerts.filter(({ unlinked_at }) => unlinked_at === null)
  if (!first) return null
  return make(
    'p',
    {},
    make('a', { href: `/alerts/${first.id}` }, first.number),
    ' ',
    first.title !== title && `${first.title}, `,
    first.status === 'firing' ? make('strong', {}, 'still firing') : 'resolved',
    first.severity !== null && make('span', { className: 'dim' }, ` (${first.severity} by its source)`),
    more.length > 0 && `, and ${more.length} more alert${more.length > 1 ? 's' : ''}`,
  )
}

function head(incident: Incident, now: number): HTMLElement {
  const tag = (word: string) => make('span', { className: styles.tag }, word)
  return make(
    'header',
    { className: styles.head },
    make(
      'div',
      { className: styles.number },
      make('span', { className: 'mono' }, incident.number),
      // Where the button to copy it will be.
      make('span', { className: `${buttons.button} ${buttons.quiet} ${buttons.small} ${buttons.bare}`, 'aria-hidden': 'true' }),
      tag(stateWords[incident.state]),
      incident.is_exercise && tag('exercise'),
      incident.is_private && tag('private'),
    ),
    make('h1', {}, incident.title),
    make('p', { className: styles.line }, severity(incident), make('span', {}, 'since ', time(detectedAt(incident), now, true))),
    fired(incident),
    incident.summary !== '' && make('p', { className: `${styles.summary} prose` }, incident.summary),
  )
}

function acknowledged({ incident, acknowledgedHere }: Drawn, now: number): HTMLElement {
  const { acknowledged_at: at, acknowledged_by: who } = incident
  if (at !== null && who !== null) {
    const clock = incident.clocks.find(({ what }) => what === 'acknowledge')
    const kind = kindWord(who)
    const took = clock && durationText(Date.parse(at) - Date.parse(clock.counted_from))
    return make(
      'p',
      {},
      make('span', {}, who.name, kind !== null && make('span', { className: 'dim' }, ` (${kind})`)),
      ' acknowledged ',
      time(at, now, true),
      ...(clock
        ? [
            `, after ${took} (target ${clock.within}`,
            clock.state === 'late' && ', ',
            clock.state === 'late' && make('span', { className: 'late' }, 'late'),
            ')',
          ]
        : []),
      '.',
    )
  }
  if (acknowledgedHere === null) return make('p', { className: 'dim' }, 'Nobody has acknowledged it yet.')
  const notYet = make('span', { className: 'dim' }, 'not yet recorded')
  return make('p', {}, 'Acknowledged by you at ', time(acknowledgedHere, now), ', ', notYet, '.')
}

type ButtonLook = { label: string; isPrimary?: boolean; isBusy?: boolean; onPress: () => void }

function button({ label, isPrimary = false, isBusy = false, onPress }: ButtonLook): HTMLElement {
  return make(
    'button',
    {
      type: 'button',
      className: `${buttons.button} ${isPrimary ? buttons.primary : (buttons.plain ?? '')}`,
      'aria-disabled': isBusy ? 'true' : undefined,
      'aria-busy': isBusy ? 'true' : undefined,
      onPress: isBusy ? undefined : onPress,
    },
    isBusy ? make('span', { className: buttons.busy }, label) : label,
  )
}

function thumb({ incident, acknowledgedHere, wish }: Drawn, pressed: Pressed): HTMLElement {
  const wishing = (label: string, what: Wish) => button({ label, isBusy: wish === what, onPress: () => pressed.wish(what) })
  const isAcknowledged = incident.acknowledged_at !== null || acknowledgedHere !== null
  return make(
    'div',
    { className: `${styles.thumb} screen-only` },
    isAcknowledged ? wishing('Escalate', 'page') : button({ label: 'Acknowledge', isPrimary: true, onPress: pressed.acknowledge }),
    wishing('Not an incident', 'dismiss'),
  )
}

/** Grey lines where the rest will be. */
function rest(): HTMLElement {
  const lines = Array.from({ length: 9 }, (_, at) => {
    const line = make('div', { className: empty.line })
    Object.assign(line.style, { height: '12px', marginBlock: '4px', width: `${92 - ((at * 17) % 40)}%` })
    return line
  })
  return make('div', { className: empty.skeleton, role: 'status', 'aria-label': 'Loading' }, ...lines)
}

function brand(): HTMLElement {
  const stroke = { stroke: 'currentColor', 'stroke-width': '3.4', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }
  return make(
    'a',
    { href: '/', className: shell.brand, 'aria-label': 'Tickmark, to Now' },
    makeSvg(
      'svg',
      { width: '22', height: '22', viewBox: '0 0 32 28', fill: 'none', 'aria-hidden': 'true' },
      makeSvg('path', { d: tickPath, ...stroke }),
    ),
    make('span', { className: shell.name }, 'Tickmark'),
  )
}

export function drawIncident(drawn: Drawn, pressed: Pressed, now: number): HTMLElement {
  const work: Child = make(
    'article',
    { className: styles.work, 'aria-label': drawn.incident.number },
    head(drawn.incident, now),
    make('div', { className: styles.acknowledge }, acknowledged(drawn, now), thumb(drawn, pressed)),
    rest(),
  )
  return make(
    'div',
    { className: shell.shell },
    make(
      'header',
      { className: shell.bar },
      brand(),
      make('span', { className: shell.ways }),
      make('span', { className: shell.organization }, drawn.organization),
    ),
    make(
      'main',
      { className: shell.content },
      make(
        'div',
        { className: styles.page },
        make('a', { href: '/incidents?state=open', className: `${styles.back} screen-only` }, '← Incidents'),
        make('div', { className: matchMedia('(min-width: 1100px)').matches ? styles.columns : undefined }, work),
      ),
    ),
    make('nav', { className: shell.tabs, 'aria-label': 'Main, at the bottom' }),
  )
}
