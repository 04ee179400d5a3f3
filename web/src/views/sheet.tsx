// The sheet: rows of claims, columns of origins. What an origin does not tell is silent, which is no disagreement.
import { useState } from "preact/hooks";
import { Empty, Failed, Loading, report_link, VerdictBadge } from "../parts/basics";
import { link } from "../router";
import { use_resource, use_shared } from "../state";
import type { Evidence, Origin, Sheet, SheetRow } from "../types";
import { count, date, kKinds, sentence, shorten } from "../words";

const kOrder = ["figure", "date", "place", "event", "participant", "position", "statement"];
const kFewRows = 12;  // of one kind, before "show all"

function Column({ origin }: { origin: Origin }) {
  const [first, ...others] = origin.documents;
  return (
    <th scope="col">
      {first ? <a href={report_link(first)}><bdi>{origin.name}</bdi></a> : <bdi>{origin.name}</bdi>}
      <span class="when">{date(first?.published?.slice(0, 10))}</span>
      {others.length ? (
        <details class="copies">
          <summary>+ {count(others.length, "report")} of this origin</summary>
          <ul>{others.map((copy) => <li key={copy.id}><a href={report_link(copy)}><bdi>{copy.outlet}</bdi></a>{copy.copy_of ? " (copy)" : ""}</li>)}</ul>
        </details>
      ) : null}
    </th>
  );
}

// The words with a few of those around them: "… 19 people had been killed and 11 …".
function words_of({ text, pieces }: Evidence): string {
  const at = pieces?.findIndex((piece) => piece.mark === "match") ?? -1;
  if (!pieces || at < 0 || text.length > 40) return text;
  const before = pieces.slice(0, at).map((piece) => piece.text).join("").split(/\s+/).slice(-4).join(" ");
  const after = pieces.slice(at + 1).map((piece) => piece.text).join("").split(/\s+/).slice(0, 5).join(" ");
  return `…${before}${text}${after}…`.replace(/…\s*…/g, "…");
}

// A value as it is shown: days like all days of the app.
const told = (value: string): string => /^\d{4}-\d{2}/.test(value) ? date(value) : value;

function Cell({ row, values }: { row: SheetRow; values: Evidence[] }) {
  const { show } = use_shared();
  const shown = [...new Map(values.map((value) => [value.value ?? value.text, value])).values()];
  return (
    <td class="told">
      <button type="button" class="plain" onClick={() => show({ title: sentence(row.what), evidence: values, ...(row.why ? { note: row.why } : {}) })}>
        {shown.slice(0, 3).map((one, index) => (
          <span key={index} class="cell">
            {one.value ? <strong>{told(one.value)}</strong> : null}
            <span class="cell-words" dir="auto">{shorten(words_of(one), one.value ? 90 : 140)}</span>
          </span>
        ))}
        {shown.length > 3 ? <span class="count">+ {shown.length - 3}</span> : null}
      </button>
    </td>
  );
}

function Rows({ kind, rows, columns }: { kind: string; rows: SheetRow[]; columns: Origin[] }) {
  const [all, set_all] = useState(false);
  const shown = all ? rows : rows.slice(0, kFewRows);
  return (
    <tbody>
      <tr class="kind-row"><th scope="rowgroup" colSpan={columns.length + 1}>{kKinds[kind] ?? kind} <span class="count">{rows.length}</span></th></tr>
      {shown.map((row, index) => {
        const cells = new Map(row.cells.map((cell) => [cell.origin, cell.values]));
        return (
          <tr key={index} class={`verdict-${row.verdict}`}>
            <th scope="row">
              <VerdictBadge verdict={row.verdict} />{" "}
              {row.entity ? <a href={link(["entity", row.entity])}><bdi>{row.what}</bdi></a> : <bdi title={row.what}>{shorten(sentence(row.what), 120)}</bdi>}
              {row.why && row.verdict !== "single" ? <span class="why">{row.why}</span> : null}
            </th>
            {columns.map((origin) => {
              const values = cells.get(origin.id);
              return values ? <Cell key={origin.id} row={row} values={values} /> : <td key={origin.id} class="silent">silent</td>;
            })}
          </tr>
        );
      })}
      {rows.length > shown.length ? (
        <tr><td colSpan={columns.length + 1}><button type="button" class="plain" onClick={() => set_all(true)}>Show {rows.length - shown.length} more</button></td></tr>
      ) : null}
    </tbody>
  );
}

export function SheetTable({ story }: { story: string }) {
  const { data: sheet, error } = use_resource<Sheet>(`/api/stories/${story}/sheet`);
  const [single, set_single] = useState(false);
  if (error) return <Failed error={error} />;
  if (!sheet) return <Loading />;
  const alone = sheet.rows.filter((row) => row.verdict === "single").length;
  const rows = single || alone === sheet.rows.length ? sheet.rows : sheet.rows.filter((row) => row.verdict !== "single");
  const kinds = [...new Set(rows.map((row) => row.kind))].sort((one, other) => kOrder.indexOf(one) - kOrder.indexOf(other));
  return (
    <section class="sheet" aria-label="The sheet">
      <div class="bar">
        <h2 class="grow">The sheet</h2>
        {alone && alone < sheet.rows.length ? (
          <label><input type="checkbox" checked={single} onChange={() => set_single(!single)} />also what one origin alone tells ({alone})</label>
        ) : null}
      </div>
      <p class="legend">
        <VerdictBadge verdict="conflict" /> both cannot be true · <VerdictBadge verdict="differ" /> not the same, both can be ·{" "}
        <VerdictBadge verdict="update" /> the later replaces the earlier · <VerdictBadge verdict="agree" /> · <span class="silent-sample">silent</span> says nothing of it
      </p>
      {rows.length ? (
        <div class="table-scroll" role="region" aria-label="The sheet, scrolls sideways" tabIndex={0}>
          <table>
            <thead><tr><td class="corner">What is told</td>{sheet.columns.map((origin) => <Column key={origin.id} origin={origin} />)}</tr></thead>
            {kinds.map((kind) => <Rows key={kind} kind={kind} rows={rows.filter((row) => row.kind === kind)} columns={sheet.columns} />)}
          </table>
        </div>
      ) : <Empty>Nothing in these reports could be lined up.</Empty>}
    </section>
  );
}
