// One statement: who, how, what, by what road, and where it stands.
import type { Page, Statement } from "../types";
import { address, get, type Parameters } from "../api";
import { useEffect, useState } from "preact/hooks";
import { use_shared } from "../state";
import { citation, use_copy } from "./copying";
import { count } from "../words";
import { ChainLine, Empty, Failed, Loading, Outlet, Pieces, report_link, SpeakerName, StanceBadge } from "./basics";

export function StatementCard({ statement, speaker = true }: { statement: Statement; speaker?: boolean }) {
  const copy = use_copy();
  return (
    <article class={`statement${statement.correction ? " corrected" : ""}`}>
      <header>
        {speaker ? <SpeakerName speaker={statement.speaker} /> : null}
        <StanceBadge stance={statement.stance} negated={statement.negated} />
        <Outlet document={statement.document} span={statement.span} attribution={statement.attribution} />
        {statement.correction ? <span class="tag">corrected</span> : null}
        <button type="button" class="plain" onClick={() => copy(() => citation(statement.document.id, { attribution: statement.attribution }), "Copied with its citation")}>copy</button>
      </header>
      <a class="quote" href={report_link(statement.document, statement.span, statement.attribution)}>
        <Pieces pieces={statement.pieces} />
      </a>
      {statement.chain.length > 1 ? <ChainLine chain={statement.chain} /> : null}
    </article>
  );
}

const kPage = 40;

// Statements, a page at a time with a button for more.
export function Statements({ path, parameters = {}, speaker = true }: { path: string; parameters?: Parameters; speaker?: boolean }) {
  const { revision } = use_shared();
  const [items, set_items] = useState<Statement[]>([]);
  const [total, set_total] = useState<number>();
  const [error, set_error] = useState<string>();
  const at = (offset: number) => address(path, { ...parameters, offset, limit: kPage });
  const first = at(0);
  useEffect(() => {
    const abort = new AbortController();
    get<Page<Statement>>(first, abort.signal).then((page) => {
      set_items(page.items);
      set_total(page.total);
      set_error(undefined);
    }, (problem: Error) => { if (!abort.signal.aborted) set_error(problem.message); });
    return () => abort.abort();
  }, [first, revision]);
  const more = () => get<Page<Statement>>(at(items.length)).then(
    (page) => set_items((before) => [...before, ...page.items]), (problem: Error) => set_error(problem.message));

  if (error) return <Failed error={error} />;
  if (total === undefined) return <Loading />;
  if (!total) return <Empty>Nothing is said here.</Empty>;
  return (
    <div class="statements">
      <p class="found" role="status">{count(total, "statement")}</p>
      {items.map((statement) => (
        <StatementCard key={`${statement.document.id}/${statement.attribution}`} statement={statement} speaker={speaker} />
      ))}
      {items.length < total ? <button type="button" onClick={more}>Show more ({total - items.length} left)</button> : null}
    </div>
  );
}
