// A period as a line: which version was in force, where it is not covered, how many had acknowledged it. Readable without colour.
import { useId } from 'react'
import type { Currency } from './documentShape.ts'
import { daysText, gapWords } from './documentWords.ts'
import styles from './Timeline.module.css'
import { type Span, spanOf, ticksOf } from './timelineShape.ts'

/** A label needs so much of the line; what is narrower is named below, in the lists. */
const labelled = 9
const lane = { force: 0, cover: 34, read: 68 }
const bar = 26

const percent = (value: number) => `${value.toFixed(3)}%`

function Bar({ span, y, className, label, title }: { span: Span; y: number; className: string; label: string; title: string }) {
  return (
    <g>
      <title>{title}</title>
      <rect x={percent(span.left)} y={y} width={percent(Math.max(span.width, 0.4))} height={bar} className={className} />
      {span.width >= labelled && (
        <text x={percent(span.left)} dx={6} y={y + 17} className={styles.label}>
          {label}
        </text>
      )}
    </g>
  )
}

function Coverage({ currency, start, end }: { currency: Currency; start: number; end: number }) {
  const points = currency.acknowledgement
  return points.map((point, at) => {
    const until = points[at + 1]?.at ?? currency.to
    const share = point.asked === 0 ? 1 : point.acknowledged / point.asked
    const span = spanOf(point.at, until, start, end)
    const title = `${point.acknowledged} of ${point.asked} had acknowledged`
    return (
      <g key={`${point.at} ${point.acknowledged} ${point.asked}`}>
        <title>{title}</title>
        <rect x={percent(span.left)} y={lane.read} width={percent(span.width)} height={bar} className={styles.empty} />
        <rect
          x={percent(span.left)}
          y={lane.read + bar * (1 - share)}
          width={percent(span.width)}
          height={bar * share}
          className={styles.read}
        />
        {span.width >= labelled && (
          <text x={percent(span.left)} dx={6} y={lane.read + 17} className={styles.label}>
            {point.acknowledged}/{point.asked}
          </text>
        )}
      </g>
    )
  })
}

function saidOf(currency: Currency): string {
  const versions = currency.versions.map(({ number, days }) => `version ${number} for ${daysText(days)}`).join(', ')
  const gaps = currency.gaps.map((gap) => `${daysText(gap.days)} ${gapWords(gap)}`).join(', ')
  return `In force: ${versions || 'nothing'}. Not covered: ${gaps || 'nothing'}.`
}

function legendOf({ gaps, versions }: Currency): string {
  const said = [
    ...(gaps.length > 0 ? ['hatched: not covered'] : []),
    ...(versions.some(({ basis }) => basis === 'emergency') ? ['dashed frame: an emergency change'] : []),
  ]
  return said.join('; ')
}

export function Timeline({ currency, small = false }: { currency: Currency; small?: boolean }) {
  const hatch = useId()
  const start = Date.parse(currency.from)
  const end = Date.parse(currency.to)
  const reads = !small && currency.acknowledgement.length > 0
  const bottom = (reads ? lane.read : lane.cover) + bar
  const ticks = small ? [] : ticksOf(start, end)
  return (
    <figure className={styles.timeline}>
      {!small && (
        <div className={styles.lanes} aria-hidden="true">
          <span>In force</span>
          <span>Covered</span>
          {reads && <span>Acknowledged</span>}
        </div>
      )}
      <svg className={styles.svg} height={bottom + (small ? 1 : 24)} role="img" aria-label={saidOf(currency)}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className={styles.hatchGround} />
            <line x1="0" y1="0" x2="0" y2="6" className={styles.hatchLine} />
          </pattern>
        </defs>
        <rect x="0" y={lane.force} width="100%" height={bar} className={styles.empty} />
        {currency.versions.map((version) => (
          <Bar
            key={version.from}
            span={spanOf(version.from, version.to, start, end)}
            y={lane.force}
            className={version.basis === 'emergency' ? (styles.emergency ?? '') : (styles.version ?? '')}
            label={`v${version.number}`}
            title={`Version ${version.number}, ${daysText(version.days)}`}
          />
        ))}
        <rect x="0" y={lane.cover} width="100%" height={bar} className={styles.covered} />
        {currency.gaps.map((gap) => {
          const span = spanOf(gap.from, gap.to, start, end)
          return (
            <g key={gap.from} fill={`url(#${hatch})`}>
              <Bar
                span={span}
                y={lane.cover}
                className={styles.gap ?? ''}
                label={`${gap.days.toLocaleString('en')} d`}
                title={`${daysText(gap.days)} ${gapWords(gap)}`}
              />
            </g>
          )
        })}
        {reads && <Coverage currency={currency} start={start} end={end} />}
        {ticks.map(({ left, label }) => (
          <g key={label + left}>
            <line x1={percent(left)} x2={percent(left)} y1={0} y2={bottom + 6} className={styles.tick} />
            <text x={percent(left)} dx={left === 0 ? 0 : 3} y={bottom + 19} className={styles.month}>
              {label}
            </text>
          </g>
        ))}
      </svg>
      {!small && <figcaption className={styles.legend}>{legendOf(currency)}</figcaption>}
    </figure>
  )
}
