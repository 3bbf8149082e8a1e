// The fingerprint of an ensemble: equal when every bit of every run is equal.
//
// A run's digest is SHA-256 of its status byte and its saved values, little-endian
// binary64, name by name, with one NaN; the hash is SHA-256 of the digests in run order.
// It holds neither clock nor machine nor number of workers.

import {sha256} from "@noble/hashes/sha2.js"
import {bytesToHex} from "@noble/hashes/utils.js"

/** A SHA-256 that is fed piece by piece. The io layer may give a faster one than the pure one used by default. */
export type OpenDigest = () => Digest
type Digest = {update(bytes: Uint8Array): unknown; digest(): Uint8Array}

/** The pure one. */
export const openPure: OpenDigest = () => sha256.create()

/** Whether this machine keeps numbers as digests take them. */
export const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** The bytes of one run: status, then `values` as little-endian binary64 with every NaN the same. */
export function bytesOfRun(status: number, values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(1 + values.length * 8)
  bytes[0] = status
  if (LITTLE_ENDIAN) bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 1)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++)
    if (Number.isNaN(values[i])) {
      // The quiet NaN without payload: a NaN's other bits are the machine's own.
      view.setUint32(1 + i * 8, 0, true)
      view.setUint32(5 + i * 8, 0x7ff80000, true)
    } else if (!LITTLE_ENDIAN) view.setFloat64(1 + i * 8, values[i]!, true)
  return bytes
}

/** The hash of all runs, in hexadecimal: `series` is runs x values, `status` one byte a run. */
export function hashOfRuns(series: Float64Array, status: Uint8Array, open: OpenDigest = openPure): string {
  const length = series.length / status.length
  const whole = open()
  status.forEach((byte, run) => {
    const one = open()
    one.update(bytesOfRun(byte, series.subarray(run * length, (run + 1) * length)))
    whole.update(one.digest())
  })
  return bytesToHex(whole.digest())
}
