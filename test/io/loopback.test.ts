// The port of the launch before is taken again where a note says it; a note that says none is no reason to fail.

import {expect, test} from "vitest"
import {endedNoteOf, lastPortOf, noteOf, portOf} from "../../src/io/loopback.ts"

test("a note names its port while its process is there and after; only the first says that it is open", () => {
  expect([portOf(noteOf(40_123)), lastPortOf(noteOf(40_123))]).toEqual([40_123, 40_123])
  expect([portOf(endedNoteOf(40_123)), lastPortOf(endedNoteOf(40_123))]).toEqual([null, 40_123])
})

test.each([null, "", "{", "[]", '{"port":80}', '{"port":"40123"}', '{"port":70000}', '{"port":40123.5}'])(
  "%s names no port",
  (note) => expect(lastPortOf(note)).toBeNull(),
)
