// Two lanes over one scale: when it happened by the reports, and when it was reported. Bars are as long as the
// uncertainty: "in November" is a month wide.
import { scaleUtc } from "d3-scale";
import { Empty, Failed, Loading, Outlet, report_link } from "../parts/basics";
import { go } from "../router";
import { use_resource, use_shared, use_width } from "../state";
import type { Timeline } from "../types";
import { count, date, shorten } from "../words";

const kDay = 86_400_000;
const kRow = 24;
const kMargin = 16;
const kMostRows = 14;

interface Bar { left: number; right: number; label: string; told: string; class: string; open: () => void; row: number; before: boolean }

// "5 May: … Sandrelle harbour on Thursday night": the words that lead up to the time.
function told_of(one: Timeline["happened"][number]): string {
  const when = date(one.begin === one.end ? one.begin : one.value);
  if (one.what) return `${when}: ${shorten(one.what, 60)}`;
  const pieces = one.evidence[0]?.pieces ?? [];
  const at = pieces.findIndex((piece) => piece.mark === "match");
  const words = pieces.slice(0, Math.max(0, at)).map((piece) => piece.text).join("").split(/\s+/).slice(-6).join(" ");
  return at < 0 ? when : `${when}: … ${shorten(`${words}${words && !words.endsWith(" ") ? " " : ""}${pieces[at]!.text}`, 60)}`;
}

const day = (value: string): number => Date.parse(`${value.slice(0, 10)}T00:00:00Z`);

const kLetter = 6.4;  // pixels of a label's letter, at most

// Each bar in the first row where it and its label touch no other; the label stands at its right, or at its left where the
// lane ends. Where all rows are full, bars go without their label.
function pack(bars: Bar[], width: number): number {
  const rows: [number, number][][] = [];
  const free = (row: [number, number][], from: number, to: number) => row.every(([begin, end]) => to <= begin || from >= end);
  for (const bar of bars) {
    const label = bar.label.length * kLetter + 14;
    const right = Math.max(bar.right, bar.left + 6);
    bar.before = right + label > width && bar.left - label > 0;
    const [from, to] = bar.before ? [bar.left - label, right] : [bar.left, right + label];
    bar.row = rows.findIndex((row) => free(row, from, to));
    if (bar.row < 0 && rows.length < kMostRows) bar.row = rows.push([]) - 1;
    if (bar.row >= 0) { rows[bar.row]!.push([from, to]); continue; }
    bar.label = "";
    bar.row = Math.max(0, rows.findIndex((row) => free(row, bar.left, right)));
    rows[bar.row]!.push([bar.left, right]);
  }
  return rows.length;
}

function Lane({ name, top, bars, height, width }: { name: string; top: number; bars: Bar[]; height: number; width: number }) {
  const press = (bar: Bar) => (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); bar.open(); }
  };
  return (
    <g transform={`translate(0 ${top})`}>
      <rect class="lane" x="0" y="0" width={width} height={height} />
      <text class="lane-name" x={kMargin} y="18">{name}</text>
      {bars.map((bar, index) => {
        const y = 30 + bar.row * kRow;
        const wide = Math.max(6, bar.right - bar.left);
        return (
          <g key={index} class={`bar-mark ${bar.class}`} role="button" tabindex={0} aria-label={bar.told} onClick={bar.open} onKeyDown={press(bar)}>
            <title>{bar.told}</title>
            <rect x={bar.left} y={y} width={wide} height="12" rx="3" />
            <text x={bar.before ? bar.left - 5 : bar.left + wide + 5} y={y + 10} text-anchor={bar.before ? "end" : "start"}>{bar.label}</text>
          </g>
        );
      })}
    </g>
  );
}

export function TimelineChart({ story }: { story: string }) {
  const { show } = use_shared();
  const { data, error } = use_resource<Timeline>(`/api/stories/${story}/timeline`);
  const [element, width] = use_width<HTMLDivElement>();
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  const reported = data.reported.map((one) => ({ begin: day(one.begin), end: day(one.end) + kDay }));
  // The scale follows the reports and what lies near them: "since 1948" must not press everything else together.
  const span = reported.length ? [Math.min(...reported.map((r) => r.begin)), Math.max(...reported.map((r) => r.end))] as const : undefined;
  const reach = span ? Math.max(14 * kDay, (span[1] - span[0]) * 1.5) : Infinity;
  const near = data.happened.filter((one) => !span || (day(one.end) >= span[0] - reach && day(one.begin) <= span[1] + reach));
  const far = data.happened.filter((one) => !near.includes(one));
  const all = [...reported, ...near.map((one) => ({ begin: day(one.begin), end: day(one.end) + kDay }))];
  if (!all.length && !far.length) return <Empty>No report of this story has a date, and none names a day.</Empty>;
  const low = Math.max(Math.min(...all.map((one) => one.begin)), span ? span[0] - reach : -Infinity);
  const high = Math.min(Math.max(...all.map((one) => one.end)), span ? span[1] + reach : Infinity);
  const x = scaleUtc().domain([low - kDay, high + kDay]).range([kMargin, Math.max(320, width) - kMargin]).clamp(true);

  const happened: Bar[] = near.map((one) => ({
    left: x(day(one.begin)), right: x(day(one.end) + kDay), row: 0, before: false, class: "happened",
    label: shorten(told_of(one), Math.max(14, Math.floor(width / kLetter / 2))),
    told: `${date(one.begin)}${one.begin === one.end ? "" : ` to ${date(one.end)}`}${one.what ? `: ${one.what}` : `, “${told_of(one)}”`}, by ${count(one.origins, "origin")}`,
    open: () => show({ title: `${date(one.value)}${one.what ? `: ${one.what}` : ""}`, evidence: one.evidence }),
  })).sort((one, other) => one.left - other.left);
  const told: Bar[] = data.reported.map((one) => ({
    left: x(day(one.begin)), right: x(day(one.end) + kDay), row: 0, before: false, class: one.copy ? "copy" : "reported", label: one.document.outlet,
    told: `${date(one.value)}: ${one.document.outlet}${one.copy ? ", a copy" : ""}${one.document.title ? `, ${one.document.title}` : ""}`,
    open: () => go(report_link(one.document)),
  })).sort((one, other) => one.left - other.left);
  const upper = 40 + pack(happened, Math.max(320, width)) * kRow;
  const lower = 40 + pack(told, Math.max(320, width)) * kRow;
  const height = upper + lower + 44;

  return (
    <section class="timeline" aria-label="Timeline">
      <p class="legend">A bar is as long as the time may be: one day, a week, a month. Hollow marks are copies.</p>
      <div ref={element} class="chart">
        {width > 0 ? (
          <svg width={Math.max(320, width)} height={height} viewBox={`0 0 ${Math.max(320, width)} ${height}`} role="group" aria-label="When it happened and when it was reported">
            {x.ticks(Math.max(3, Math.floor(width / 110))).map((tick) => (
              <g key={+tick} class="tick" transform={`translate(${x(tick)} 0)`}>
                <line y1="0" y2={height - 26} />
                <text y={height - 10} text-anchor="middle">{date(tick.toISOString().slice(0, 10))}</text>
              </g>
            ))}
            <Lane name="It happened, by the reports" top={0} bars={happened} height={upper} width={Math.max(320, width)} />
            <Lane name="It was reported" top={upper + 8} bars={told} height={lower} width={Math.max(320, width)} />
          </svg>
        ) : null}
      </div>
      {far.length ? (
        <p>Far from these days are also named: {far.map((one, index) => (
          <button key={index} type="button" class="plain" onClick={() => show({ title: date(one.value), evidence: one.evidence })}>{date(one.value)}</button>
        )).flatMap((one, index) => index ? [" · ", one] : [one])}</p>
      ) : null}
      <details>
        <summary>The same as a table</summary>
        <table class="simple">
          <thead><tr><th scope="col">Day</th><th scope="col">What</th></tr></thead>
          <tbody>
            {data.happened.map((one, index) => <tr key={`h${index}`}><td>{date(one.value)}</td><td>happened{one.what ? `: ${one.what}` : ""}, by {count(one.origins, "origin")}</td></tr>)}
            {data.reported.map((one) => <tr key={one.document.id}><td>{date(one.value)}</td><td>reported by <Outlet document={one.document} />{one.copy ? " (copy)" : ""}</td></tr>)}
          </tbody>
        </table>
      </details>
    </section>
  );
}
