// Cuts a text where any of its marked spans begins or ends, so that overlapping marks can be drawn nested.
// Offsets are code points.
import type { Span } from "../types";

export interface Mark {
  span: Span;
  layer: "source" | "cue" | "content" | "name" | "figure" | "time" | "event" | "taken" | "at";
  attribution?: string;
  title?: string;
}

export interface Segment { begin: number; end: number; marks: Mark[] }

// The segments of [begin, end), in order; `marks` must be sorted by their begin.
export function segments(begin: number, end: number, marks: Mark[]): Segment[] {
  const inside = marks.filter(({ span }) => span[0] < end && span[1] > begin);
  const edges = new Set([begin, end]);
  for (const { span } of inside) {
    edges.add(Math.max(begin, span[0]));
    edges.add(Math.min(end, span[1]));
  }
  const sorted = [...edges].sort((one, other) => one - other);
  const result: Segment[] = [];
  const open: Mark[] = [];
  let next = 0;
  for (let index = 0; index + 1 < sorted.length; index++) {
    const from = sorted[index]!;
    const to = sorted[index + 1]!;
    while (next < inside.length && inside[next]!.span[0] <= from) open.push(inside[next++]!);
    for (let at = open.length - 1; at >= 0; at--) if (open[at]!.span[1] <= from) open.splice(at, 1);
    result.push({ begin: from, end: to, marks: [...open] });
  }
  return result;
}
