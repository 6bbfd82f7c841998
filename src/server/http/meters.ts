// What is measured, for `/metrics`. One set per process; rooms set and count theirs where the thing happens.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export const meterRegistry = new Registry()
const registers = [meterRegistry]

collectDefaultMetrics({ register: meterRegistry })

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export const meters = {
  requestSeconds: new Histogram({
    name: 'tickmark_http_request_seconds',
    help: 'Time from a request’s first byte to its answer’s last, by route template.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: seconds,
    registers,
  }),
  deliveries: new Counter({
    name: 'tickmark_deliveries_total',
    help: 'Deliveries kept, by what became of them (accepted, repeated, refused).',
    labelNames: ['integration', 'state'] as const,
    registers,
  }),
  unkeptDeliveries: new Counter({
    name: 'tickmark_deliveries_not_kept_total',
    help: 'Requests to hooks that were turned away and not kept, by why: no such hook, too large, too slow, too many at once.',
    labelNames: ['integration', 'reason'] as const,
    registers,
  }),
  intakeBatchSize: new Histogram({
    name: 'tickmark_intake_batch_size',
    help: 'Deliveries written in one transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  }),
  sealSeconds: new Histogram({
    name: 'tickmark_seal_seconds',
    help: 'Time one round of the sequencer took.',
    buckets: seconds,
    registers,
  }),
  sealedEntries: new Counter({ name: 'tickmark_sealed_entries_total', help: 'Ledger entries sealed by this server.', registers }),
  sealLag: new Gauge({
    name: 'tickmark_seal_lag_seconds',
    help: 'Age of the oldest recorded entry that was waiting when the sequencer last looked.',
    registers,
  }),
  haltedLedgers: new Gauge({ name: 'tickmark_halted_ledgers', help: 'Ledgers that refuse to sign (see the restore guard).', registers }),
  tickerErrors: new Counter({
    name: 'tickmark_ticker_errors_total',
    help: 'Rounds of periodic work that failed.',
    labelNames: ['ticker'] as const,
    registers,
  }),
  jobs: new Counter({
    name: 'tickmark_jobs_total',
    help: 'Tries of jobs, by how they ended (completed, failed), and jobs given up (dead).',
    labelNames: ['job', 'outcome'] as const,
    registers,
  }),
  passwordHashes: new Counter({
    name: 'tickmark_password_hashes_total',
    help: 'Times argon2id was computed: once for every password tried, known address or not.',
    registers,
  }),
  signIns: new Counter({
    name: 'tickmark_sign_ins_total',
    help: 'Attempts to sign in, by how they ended (succeeded, failed, throttled).',
    labelNames: ['outcome'] as const,
    registers,
  }),
  eventStreams: new Gauge({ name: 'tickmark_event_streams', help: 'Open pages that hear live updates.', registers }),
}
