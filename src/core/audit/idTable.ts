// Which row an id has, for hundreds of thousands of ids: 16 bytes of key and 4 of row each, instead of a string and a map entry.

const empty = -1

/** Open addressing with linear probing over the 128 bits of an id's hex digits. Ids of one noun only: the prefix is not compared. */
export class IdTable {
  #capacity = 2048
  #keys = new Int32Array(this.#capacity * 4)
  #rows = new Int32Array(this.#capacity).fill(empty)
  #size = 0

  get size(): number {
    return this.#size
  }

  get(id: string): number | undefined {
    const row = this.#rows[this.#find(words(id))] as number
    return row === empty ? undefined : row
  }

  has(id: string): boolean {
    return this.get(id) !== undefined
  }

  /** `row` is not negative. */
  set(id: string, row: number): void {
    const key = words(id)
    const place = this.#find(key)
    if (this.#rows[place] === empty) {
      this.#keys.set(key, place * 4)
      this.#size += 1
    }
    this.#rows[place] = row
    if (this.#size * 2 > this.#capacity) this.#grow()
  }

  #find(key: Int32Array): number {
    // The last word of a UUIDv7 is random; the first is the time and would crowd.
    let place = (key[3] as number) & (this.#capacity - 1)
    while (this.#rows[place] !== empty && !this.#holds(place, key)) place = (place + 1) & (this.#capacity - 1)
    return place
  }

  #holds(place: number, key: Int32Array): boolean {
    for (let word = 0; word < 4; word++) if (this.#keys[place * 4 + word] !== key[word]) return false
    return true
  }

  #grow(): void {
    const [keys, rows] = [this.#keys, this.#rows]
    this.#capacity *= 2
    this.#keys = new Int32Array(this.#capacity * 4)
    this.#rows = new Int32Array(this.#capacity).fill(empty)
    for (let old = 0; old < rows.length; old++) {
      const row = rows[old] as number
      if (row === empty) continue
      const key = keys.subarray(old * 4, old * 4 + 4)
      const place = this.#find(key)
      this.#keys.set(key, place * 4)
      this.#rows[place] = row
    }
  }
}

const scratch = new Int32Array(4)

/** The id's 32 hex digits as four numbers; valid until the next call. */
function words(id: string): Int32Array {
  for (let word = 0; word < 4; word++) {
    let value = 0
    for (let digit = 0; digit < 8; digit++) {
      const code = id.charCodeAt(4 + word * 8 + digit)
      value = (value << 4) | (code <= 0x39 ? code - 0x30 : code - 0x57)
    }
    scratch[word] = value
  }
  return scratch
}
