// One person, body, place or unnamed source: what it said, through whom, whom it met, where it stands.
import { useEffect, useState } from "preact/hooks";
import { address, get } from "../api";
import { EntityLink, EvidenceButton, Failed, Loading, Outlet, Pieces, Title } from "../parts/basics";
import { Statements } from "../parts/statement";
import { Spoken } from "./spoken";
import { go, link } from "../router";
import { use_correct, use_resource, use_shared, use_undo } from "../state";
import type { Entity, Mention, Page, Stance } from "../types";
import { count, date, dates, kSpeakers } from "../words";

function Months({ entity }: { entity: Entity }) {
  const { months } = entity;
  if (months.length < 2) return null;
  const most = Math.max(...months.map((month) => Math.max(month.reports, month.statements)));
  return (
    <figure class="by-month">
      <figcaption>Reports <span class="swatch reports" aria-hidden="true" /> and statements <span class="swatch said" aria-hidden="true" /> by month</figcaption>
      <ol>
        {months.slice(-36).map(({ month, reports, statements }) => (
          <li key={month} title={`${date(month)}: ${reports} reports, ${statements} statements`}>
            <span class="hidden">{date(month)}: {count(reports, "report")}, {count(statements, "statement")}</span>
            <span class="column reports" style={{ height: `${(reports / most) * 100}%` }} />
            <span class="column said" style={{ height: `${(statements / most) * 100}%` }} />
          </li>
        ))}
      </ol>
      <p class="ends"><span>{date(months.slice(-36)[0]!.month)}</span><span>{date(months.at(-1)!.month)}</span></p>
    </figure>
  );
}

function Name({ entity }: { entity: Entity }) {
  const correct = use_correct();
  const [open, set_open] = useState(false);
  const [name, set_name] = useState(entity.name);
  useEffect(() => { set_open(false); set_name(entity.name); }, [entity.id, entity.name]);
  const save = async (event: Event) => {
    event.preventDefault();
    if (await correct({ kind: "rename", entity: entity.id, name: name.trim() })) set_open(false);
  };
  if (!open) return <button type="button" class="plain" onClick={() => set_open(true)}>rename</button>;
  return (
    <form class="edit" onSubmit={save}>
      <label>Name <input value={name} maxLength={300} required onInput={(event) => set_name(event.currentTarget.value)} /></label>
      <button type="submit" disabled={!name.trim() || name.trim() === entity.name}>Save</button>
      <button type="button" class="plain" onClick={() => set_open(false)}>cancel</button>
    </form>
  );
}

const kPage = 50;

function Reports({ entity }: { entity: Entity }) {
  const correct = use_correct();
  const { the_case } = use_shared();
  const { data, error } = use_resource<Page<Mention>>(address(`/api/entities/${entity.id}/reports`, { limit: kPage }));
  const [more, set_more] = useState<Mention[]>([]);
  const [ticked, set_ticked] = useState<Set<string>>(new Set());
  useEffect(() => { set_more([]); set_ticked(new Set()); }, [data]);
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  const items = [...data.items, ...more];
  const load = () => get<Page<Mention>>(address(`/api/entities/${entity.id}/reports`, { offset: items.length, limit: kPage })).then((page) => set_more([...more, ...page.items]));
  const split = () => correct({ kind: "split", entity: entity.id, documents: [...ticked] });
  return (
    <section aria-label="Reports">
      <h2>In {count(data.total, "report")}</h2>
      {ticked.size ? <p class="bar ticked"><span class="grow">In {count(ticked.size, "report")} this is somebody else.</span> <button type="button" onClick={split}>Split off</button></p> : null}
      <ul class="mentions">
        {items.map((mention) => (
          <li key={mention.document.id}>
            {the_case?.read_only || data.total < 2 ? null : <input type="checkbox" aria-label={`In ${mention.document.outlet} it is another`} checked={ticked.has(mention.document.id)}
              onChange={() => set_ticked((before) => { const next = new Set(before); if (!next.delete(mention.document.id)) next.add(mention.document.id); return next; })} />}
            <div>
              <Outlet document={mention.document} span={mention.span} /> as “<bdi>{mention.name}</bdi>”, {count(mention.mentions, "mention")}
              <blockquote>{mention.pieces ? <Pieces pieces={mention.pieces} /> : mention.text}</blockquote>
            </div>
          </li>
        ))}
      </ul>
      {items.length < data.total ? <button type="button" onClick={load}>Show more ({data.total - items.length} left)</button> : null}
    </section>
  );
}

export function EntityView({ id }: { id: string }) {
  const { data: entity, error } = use_resource<Entity>(`/api/entities/${id}`);
  const { the_case } = use_shared();
  const correct = use_correct();
  const undo = use_undo();
  const [stance, set_stance] = useState("");
  useEffect(() => set_stance(""), [id]);
  // One that was merged into another goes by the other's id.
  useEffect(() => { if (entity && entity.id !== id) go(link(["entity", entity.id])); }, [entity, id]);
  if (error) return <main><Title text="Entity" /><Failed error={error} /></main>;
  if (!entity) return <main><Title text="Entity" /><Loading /></main>;
  return (
    <main class="entity-page">
      <Title text={entity.name} />
      <div class="row">
        <span class="tag">{entity.unnamed ? "unnamed source" : entity.type}</span>
        <span class="when">{dates(entity.first, entity.last)}</span>
        <span>{count(entity.reports, "report")}, {count(entity.statements, "statement")}</span>
        {the_case?.read_only ? null : <Name entity={entity} />}
        {entity.corrections.map((correction) => <button key={correction} type="button" class="plain" onClick={() => undo(correction)}>undo correction {correction}</button>)}
      </div>
      {entity.roles.length ? <p class="roles"><bdi>{entity.roles.slice(0, 12).join(" · ")}</bdi></p> : null}
      {entity.aliases.length ? <p>Also <bdi>{entity.aliases.slice(0, 20).join(", ")}</bdi></p> : null}
      <div class="with-panel">
        <div>
          {entity.statements ? (
            <section aria-label="What it said">
              <h2>What {entity.type === "person" ? "they" : "it"} said</h2>
              <Spoken entity={entity.id} />
              <div class="bar" role="group" aria-label="Only one stance">
                <button type="button" aria-pressed={!stance} onClick={() => set_stance("")}>all</button>
                {entity.stances.map(({ stance: one, count: many }) => (
                  <button key={one} type="button" aria-pressed={stance === one} onClick={() => set_stance(one)}>{one} {many}</button>
                ))}
              </div>
              <Statements path={`/api/entities/${entity.id}/statements`} parameters={{ stance: stance as Stance }} speaker={false} />
            </section>
          ) : null}
          <Reports entity={entity} />
        </div>
        <aside class="panel" aria-label="Around it">
          <Months entity={entity} />
          {entity.through.length ? <section><h2>Through whom</h2><ul class="counted">{entity.through.map((one, index) => (
            <li key={index}>{one.entity ? <a href={link(["entity", one.entity])}><bdi>{one.name}</bdi></a> : <bdi>{one.name}</bdi>} <span class="kind">{one.kind === "named" ? "" : kSpeakers[one.kind]}</span><span class="count">{one.count}</span></li>
          ))}</ul></section> : null}
          {entity.met.length ? <section><h2>Met or spoke with</h2><ul class="counted">{entity.met.map((one) => (
            <li key={one.entity.id}><EntityLink entity={one.entity} /> <EvidenceButton evidence={one.evidence} title={`${entity.name} and ${one.entity.name}`}>{count(one.count, "time")}</EvidenceButton></li>
          ))}</ul></section> : null}
          {entity.outlets.length ? <section><h2>Outlets</h2><ul class="counted">{entity.outlets.slice(0, 15).map((one) => <li key={one.name}><bdi>{one.name}</bdi><span class="count">{one.count}</span></li>)}</ul></section> : null}
          {entity.similar.length ? <section><h2>Of a like name</h2><ul class="counted">{entity.similar.map((one) => (
            <li key={one.id}><EntityLink entity={one} />{the_case?.read_only ? null : <button type="button" class="plain" onClick={() => correct({ kind: "merge", entities: [entity.id, one.id] })}>the same: merge</button>}</li>
          ))}</ul></section> : null}
        </aside>
      </div>
    </main>
  );
}
