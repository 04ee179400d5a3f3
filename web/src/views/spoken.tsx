// When somebody said what: a row for each stance, a mark for each statement where its report was published.
import { scaleUtc } from "d3-scale";
import { address } from "../api";
import { report_link } from "../parts/basics";
import { go } from "../router";
import { use_resource, use_width } from "../state";
import type { Page, Stance, Statement } from "../types";
import { count, date, shorten } from "../words";

const kMost = 500;  // marks
const kRow = 22;
const kNames = 84;  // pixels for the rows' names
const kDay = 86_400_000;

export function Spoken({ entity }: { entity: string }) {
  const { data } = use_resource<Page<Statement>>(address(`/api/entities/${entity}/statements`, { limit: kMost }));
  const [element, width] = use_width<HTMLDivElement>();
  const dated = (data?.items ?? []).filter((one) => one.document.published);
  if (!data || dated.length < 2) return null;
  const rows = new Map<Stance, Statement[]>();
  for (const one of dated) rows.set(one.stance, [...(rows.get(one.stance) ?? []), one]);
  const order = [...rows].sort((one, other) => other[1].length - one[1].length);
  const at = (one: Statement): number => Date.parse(`${one.document.published!.slice(0, 10).padEnd(10, "-01")}T12:00:00Z`);
  const days = dated.map(at).filter((time) => !Number.isNaN(time));
  const x = scaleUtc().domain([Math.min(...days) - kDay / 2, Math.max(...days) + kDay / 2]).range([kNames + 10, Math.max(320, width) - 16]);
  const height = order.length * kRow + 34;
  return (
    <figure class="spoken">
      <div class="chart" ref={element}>
        {width > 0 ? (
          <svg width={Math.max(320, width)} height={height} role="group" aria-label={`When ${count(dated.length, "statement")} were reported, by stance`}>
            {x.ticks(Math.max(2, Math.min(Math.floor(width / 120), Math.round((x.domain()[1]!.getTime() - x.domain()[0]!.getTime()) / kDay)))).map((tick) => (
              <g key={+tick} class="tick" transform={`translate(${x(tick)} 0)`}>
                <line y1="4" y2={height - 24} />
                <text y={height - 9} text-anchor="middle">{date(tick.toISOString().slice(0, 10))}</text>
              </g>
            ))}
            {order.map(([stance, statements], row) => (
              <g key={stance} transform={`translate(0 ${8 + row * kRow})`}>
                <text x="10" y="13">{stance}</text>
                {statements.map((one, index) => {
                  // Those of one day stand side by side rather than on top of each other.
                  const before = statements.slice(0, index).filter((other) => other.document.published!.slice(0, 10) === one.document.published!.slice(0, 10)).length;
                  const told = `${date(one.document.published)}, ${one.document.outlet}: ${shorten(one.text, 120)}`;
                  const open = () => go(report_link(one.document, one.span, one.attribution));
                  return (
                    <circle key={index} class={`said stance-${stance}`} cx={Math.min(x(at(one)) + Math.min(before, 12) * 6, Math.max(320, width) - 6)} cy="9" r="5" role="link" tabindex={0} aria-label={told}
                      onClick={open} onKeyDown={(event) => { if (event.key === "Enter") open(); }}><title>{told}</title></circle>
                  );
                })}
              </g>
            ))}
          </svg>
        ) : null}
      </div>
      {data.total > kMost ? <figcaption class="why">The first {kMost} of {data.total}.</figcaption> : null}
    </figure>
  );
}
