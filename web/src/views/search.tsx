// Search over texts, speakers and what was said.
import { useEffect, useState } from "preact/hooks";
import { address, get } from "../api";
import { Empty, Failed, Loading, Outlet, Pieces, report_link, SpeakerName, StanceBadge, Title } from "../parts/basics";
import { amend, link, use_route } from "../router";
import { use_rested, use_shared } from "../state";
import type { Hit, HitList } from "../types";
import { number } from "../words";

const kFields = {
  q: ["Words in texts", "harbour wall, “exact words”"], said_by: ["Said by", "part of a name"], about: ["About", "words in what was said"],
  entity: ["Names", "someone or something in the report"], outlet: ["Outlet", ""], from: ["From", "2026-11-05"], to: ["To", "2026-11"],
} as const;
type Field = keyof typeof kFields;
const kPage = 30;

export function Search() {
  const { query } = use_route();
  const { revision, the_case } = use_shared();
  const [typed, set_typed] = useState<Partial<Record<Field, string>>>(() => Object.fromEntries(query));
  const rested = use_rested(typed, 200);
  const [found, set_found] = useState<HitList>();
  const [hits, set_hits] = useState<Hit[]>([]);
  const [error, set_error] = useState<string>();
  useEffect(() => amend(link(["search"], rested)), [rested]);
  // "at the top" means that the box above was used while this page was open.
  useEffect(() => { if ((query.get("q") ?? "") !== (rested.q ?? "")) set_typed(Object.fromEntries(query)); }, [query.get("q")]);
  const asked = Boolean(rested.q || rested.said_by || rested.about || rested.entity);
  const at = (offset: number) => address("/api/search", { ...rested, offset, limit: kPage });
  const first = at(0);
  useEffect(() => {
    if (!asked) { set_found(undefined); set_hits([]); return; }
    const abort = new AbortController();
    get<HitList>(first, abort.signal).then((list) => { set_found(list); set_hits(list.items); set_error(undefined); },
      (problem: Error) => { if (!abort.signal.aborted) set_error(problem.message); });
    return () => abort.abort();
  }, [first, asked, revision]);
  const more = () => get<HitList>(at(hits.length)).then((list) => set_hits([...hits, ...list.items]), (problem: Error) => set_error(problem.message));

  return (
    <main class="search">
      <Title text="Search" />
      <form class="search-form" role="search" onSubmit={(event) => event.preventDefault()}>
        {(Object.keys(kFields) as Field[]).map((field) => (
          <label key={field} class={`field-${field}`}>{kFields[field][0]}
            <input type="search" {...(field === "outlet" ? { list: "outlets" } : {})} {...(field === "q" ? { "data-search": true } : {})} placeholder={kFields[field][1]} value={typed[field] ?? ""}
              onInput={(event) => { const { value } = event.currentTarget; set_typed((before) => ({ ...before, [field]: value })); }} />
          </label>
        ))}
        <datalist id="outlets">{the_case?.outlets.slice(0, 500).map(({ name }) => <option key={name} value={name} />)}</datalist>
      </form>
      {error ? <Failed error={error} /> : !asked ? <Empty>Words in texts find passages; “Said by” and “About” find statements: said by <em>mayor</em>, about <em>harbour</em>.</Empty>
        : !found ? <Loading /> : (
        <>
          <p class="found" role="status">{found.exact ? number(found.total) : `more than ${number(found.total)}`} found</p>
          <ol class="hits">
            {hits.map((hit, index) => (
              <li key={index}>
                <p class="hit-head">
                  <a href={report_link(hit.document, hit.span, hit.attribution)} class="hit-title"><bdi>{hit.document.title ?? hit.document.record}</bdi></a>
                  <Outlet document={hit.document} span={hit.span} attribution={hit.attribution} />
                  {hit.story ? <a href={link(["story", hit.story])}>story</a> : null}
                </p>
                {hit.speaker ? <p><SpeakerName speaker={hit.speaker} /> {hit.stance ? <StanceBadge stance={hit.stance} /> : null}</p> : null}
                <a class="quote" href={report_link(hit.document, hit.span, hit.attribution)}><Pieces pieces={hit.pieces} /></a>
              </li>
            ))}
          </ol>
          {hits.length < found.total ? <button type="button" onClick={more}>Show more</button> : null}
        </>
      )}
    </main>
  );
}
