// Files on their way from this device: sent in parts, gone on with after a broken connection or a reload, hashed here and compared there.
import { type FileMarks, moveAfter, nextPartSize, stoppedBecause, waitBeforeTry, whyOtherFile } from '../../../core/evidence/sendParts.ts'
import type { EvidenceId, UploadId } from '../../../core/kernel/ids.ts'
import { type Bytes, type Hasher, type Place, type ShownUpload, Trouble, type UploadMeans, type UploadNote } from './uploadShape.ts'

type Live = { file: Bytes; abort: AbortController | null; hasher: Hasher; hashed: number }

/** Read in steps of this size where nothing is sent meanwhile. */
const readStep = 4 * 1024 * 1024

export class Uploads {
  readonly #means: UploadMeans
  readonly #live = new Map<string, Live>()
  readonly #runs = new Map<string, Promise<void>>()
  readonly #watchers = new Set<() => void>()
  readonly #became = new Map<string, EvidenceId>()
  #shown: readonly ShownUpload[] = []

  constructor(means: UploadMeans) {
    this.#means = means
  }

  uploads = (): readonly ShownUpload[] => this.#shown

  watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  /** What an upload of this visit has become. */
  evidenceOf(key: string): EvidenceId | undefined {
    return this.#became.get(key)
  }

  isBusy(): boolean {
    return this.#shown.some(({ state }) => state.is !== 'needs-file' && state.is !== 'stopped' && state.is !== 'paused')
  }

  #show(uploads: readonly ShownUpload[]): void {
    this.#shown = uploads
    for (const tell of this.#watchers) tell()
  }

  #change(key: string, change: Partial<ShownUpload>): void {
    this.#show(this.#shown.map((one) => (one.key === key ? { ...one, ...change } : one)))
  }

  #find(key: string): ShownUpload | undefined {
    return this.#shown.find((one) => one.key === key)
  }

  /** What an earlier visit left unfinished. */
  load(who: string): void {
    const known = new Set(this.#shown.map(({ key }) => key))
    const left = this.#means.notes.all().filter((note) => note.who === who && !known.has(note.key))
    const others = this.#shown.filter((one) => one.who === who)
    this.#show([...others, ...left.map((note): ShownUpload => ({ ...note, sent: 0, state: { is: 'needs-file', why: null } }))])
    for (const { key, text } of left) if (text !== null) this.#start(key, this.#means.bytesOf(text))
  }

  begin(note: UploadNote, file: Bytes): void {
    this.#means.notes.put(note)
    this.#show([...this.#shown, { ...note, sent: 0, state: { is: 'sending' } }])
    this.#start(note.key, file)
  }

  /** After a reload a browser has forgotten the file: it is chosen once more, and must be the same. */
  goOnWith(key: string, chosen: FileMarks, file: Bytes): void {
    const upload = this.#find(key)
    if (!upload) return
    const why = whyOtherFile(upload, chosen)
    if (why === null) this.#start(key, file)
    else this.#change(key, { state: { is: 'needs-file', why } })
  }

  pause(key: string): void {
    this.#change(key, { state: { is: 'paused' } })
    this.#live.get(key)?.abort?.abort()
  }

  resume(key: string): void {
    const live = this.#live.get(key)
    if (live) void this.#run(key, live)
    else this.#change(key, { state: { is: 'needs-file', why: null } })
  }

  /** Instead of waiting on. */
  tryNow(key: string): void {
    const live = this.#live.get(key)
    if (!live) return
    live.abort?.abort()
    void this.#run(key, live)
  }

  /** From the first byte, with the file that is at hand or is asked for. */
  async again(key: string): Promise<void> {
    const upload = this.#find(key)
    if (!upload) return
    await this.#abandon(upload)
    const { sent: _, state: __, ...note } = { ...upload, uploadId: null }
    this.#means.notes.put(note)
    this.#change(key, { uploadId: null, sent: 0 })
    const live = this.#live.get(key)
    if (live) this.#start(key, live.file)
    else this.#change(key, { state: { is: 'needs-file', why: null } })
  }

  async giveUp(key: string): Promise<void> {
    const upload = this.#find(key)
    if (!upload) return
    this.#drop(key)
    await this.#abandon(upload)
  }

  async #abandon({ key, incidentId, uploadId }: ShownUpload): Promise<void> {
    this.#live.get(key)?.abort?.abort()
    // Where this does not get through, the server throws it away by itself after a while.
    if (uploadId !== null) await this.#means.abandon(incidentId, uploadId).catch(() => undefined)
  }

  #drop(key: string): void {
    this.#live.get(key)?.abort?.abort()
    this.#live.delete(key)
    this.#means.notes.remove(key)
    this.#show(this.#shown.filter((one) => one.key !== key))
  }

  #start(key: string, file: Bytes): void {
    this.#live.get(key)?.abort?.abort()
    const live: Live = { file, abort: null, hasher: this.#means.hasher(), hashed: 0 }
    this.#live.set(key, live)
    void this.#run(key, live)
  }

  /** After the run before it has ended, which holds this browser’s right to send it. */
  async #run(key: string, live: Live): Promise<void> {
    const abort = new AbortController()
    live.abort = abort
    const run = (this.#runs.get(key) ?? Promise.resolve()).then(async () => {
      if (abort.signal.aborted) return
      const had = await this.#means.alone(key, () => this.#untilKept(key, live, abort))
      if (!had) this.#change(key, { state: { is: 'stopped', why: 'Another window of this browser sends it.' } })
    })
    this.#runs.set(key, run)
    await run
  }

  async #untilKept(key: string, live: Live, abort: AbortController): Promise<void> {
    for (let failures = 1; ; failures++) {
      const before = this.#find(key)?.sent ?? 0
      try {
        await this.#send(key, live, abort.signal)
        return
      } catch (error) {
        if (abort.signal.aborted) return
        if (!(error instanceof Trouble)) return this.#cannotRead(key)
        if (moveAfter(error.trouble) === 'stop') {
          this.#change(key, { state: { is: 'stopped', why: stoppedBecause(error.trouble, error.message) } })
          return
        }
        if ((this.#find(key)?.sent ?? 0) > before) failures = 1
        this.#change(key, { state: { is: 'waiting', why: error.message } })
        await this.#means.wait(waitBeforeTry(failures), abort.signal)
        if (abort.signal.aborted) return
      }
    }
  }

  #cannotRead(key: string): void {
    this.#live.delete(key)
    this.#change(key, {
      state: { is: 'needs-file', why: 'The file cannot be read any more: it was changed, moved, or taken out. Choose it again.' },
    })
  }

  /** From where the server is to the evidence; throws where it cannot go on. */
  async #send(key: string, live: Live, signal: AbortSignal): Promise<void> {
    const place = await this.#place(key)
    if (place === null || signal.aborted) return
    let { offset } = place
    this.#change(key, { sent: offset, state: { is: live.hashed < offset ? 'reading' : 'sending' } })
    while (live.hashed < offset && !signal.aborted) await this.#read(live, live.hashed, Math.min(offset, live.hashed + readStep))
    let last: Parameters<typeof nextPartSize>[0] = null
    while (offset < live.file.size) {
      if (signal.aborted) return
      this.#change(key, { sent: offset, state: { is: 'sending' } })
      const bytes = await this.#read(live, offset, Math.min(live.file.size, offset + nextPartSize(last)))
      if (signal.aborted) return
      const from = offset
      const begun = this.#means.clock()
      try {
        offset = await this.#means.append({ ...place, offset }, bytes, (sent) => this.#change(key, { sent: from + sent }), signal)
        last = { bytes: bytes.byteLength, took: this.#means.clock() - begun, cut: false }
      } catch (error) {
        const move = error instanceof Trouble ? moveAfter(error.trouble) : 'stop'
        if (signal.aborted || (move !== 'ask' && move !== 'finish')) throw error
        last = { bytes: bytes.byteLength, took: this.#means.clock() - begun, cut: true }
        const now = move === 'finish' ? live.file.size : await this.#means.where(place.incidentId, place.uploadId)
        // Asked and told the same again and again, it would never end: then it is tried later.
        if (now === from) throw new Trouble('unreachable', 'The connection broke before anything arrived.')
        offset = now
      }
    }
    if (!signal.aborted) await this.#keep(key, live, place)
  }

  async #place(key: string): Promise<Place | null> {
    const upload = this.#find(key)
    if (!upload) return null
    const { incidentId, uploadId, told, size } = upload
    if (uploadId !== null) {
      const offset = await this.#means.where(incidentId, uploadId).catch((error: unknown) => this.#becameMeanwhile(upload, uploadId, error))
      return offset === null ? null : { incidentId, uploadId, offset }
    }
    const { id, offset } = await this.#means.begin(incidentId, { name: told.name, size })
    const { sent: _, state: __, ...note } = { ...upload, uploadId: id }
    // Given up while it was begun: nobody would ever finish it.
    if (!this.#find(key)) {
      await this.#means.abandon(incidentId, id).catch(() => undefined)
      return null
    }
    this.#means.notes.put(note)
    this.#change(key, { uploadId: id })
    return { incidentId, uploadId: id, offset }
  }

  /** Not known any more may mean that it is evidence, and that only the answer was lost: asked again, the server says so. */
  async #becameMeanwhile(upload: ShownUpload, uploadId: UploadId, error: unknown): Promise<null> {
    if (!(error instanceof Trouble) || error.trouble !== 'not_found') throw error
    this.#isEvidence(upload, await this.#means.capture(upload.incidentId, { ...upload.told, upload_id: uploadId }))
    return null
  }

  #isEvidence(upload: ShownUpload, evidenceId: EvidenceId): void {
    this.#became.set(upload.key, evidenceId)
    this.#drop(upload.key)
    this.#means.kept(upload, evidenceId)
  }

  /** The file once through for its hash, whatever is sent twice. */
  async #read(live: Live, from: number, to: number): Promise<ArrayBuffer> {
    const bytes = await live.file.slice(from, to).arrayBuffer()
    if (to > live.hashed) {
      live.hasher.update(new Uint8Array(bytes, Math.max(0, live.hashed - from)))
      live.hashed = to
    }
    return bytes
  }

  async #keep(key: string, live: Live, { incidentId, uploadId }: Place): Promise<void> {
    this.#change(key, { sent: live.file.size, state: { is: 'keeping' } })
    const upload = this.#find(key)
    if (!upload) return
    while (live.hashed < live.file.size) await this.#read(live, live.hashed, Math.min(live.file.size, live.hashed + readStep))
    const whole = { ...upload.told, upload_id: uploadId, sha256: live.hasher.hex() }
    const evidenceId = await this.#means.capture(incidentId, whole).catch((error: unknown) => {
      if (!(error instanceof Trouble) || error.trouble !== 'already_captured') throw error
      // Somebody kept the same thing of the list meanwhile: this is further evidence.
      const { preservation_id: _, ...further } = whole
      return this.#means.capture(incidentId, further)
    })
    this.#isEvidence(upload, evidenceId)
  }
}
