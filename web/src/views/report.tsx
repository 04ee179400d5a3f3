// The reader: a report's text with what was read in it, and beside it what is known of the statement one points at.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { address } from "../api";
import { ChainLine, EvidenceItem, Failed, Loading, Outlet, report_link, SpeakerName, StanceBadge, Title, VerdictBadge } from "../parts/basics";
import { citation, use_copy } from "../parts/copying";
import { segments, type Mark } from "../parts/layers";
import { MoveElsewhere } from "../parts/move";
import { amend, link, use_route } from "../router";
import { use_correct, use_resource, use_shared, use_undo } from "../state";
import { kStances, type Attribution, type Passage, type ReadDocument, type Related, type Span, type Speaker, type Stance } from "../types";
import { count, cut, date, points, sentence } from "../words";

const kLayers = { statements: "Statements", names: "Names", figures: "Figures", times: "Times", events: "Events", taken: "Taken over" };
type Layer = keyof typeof kLayers;

function all_marks(document: ReadDocument, shown: Set<Layer>, at: Span | undefined): Mark[] {
  const marks: Mark[] = [];
  if (shown.has("statements"))
    for (const one of document.attributions) {
      if (one.rejected) continue;
      for (const layer of ["content", "source", "cue"] as const)
        for (const span of one[layer] ?? []) marks.push({ span, layer, attribution: one.id });
    }
  if (shown.has("names"))
    for (const entity of document.entities)
      for (const { span } of entity.mentions) marks.push({ span, layer: "name", title: entity.name ?? entity.type });
  if (shown.has("figures"))
    for (const one of document.figures)
      marks.push({ span: one.span, layer: "figure", title: [one.bound === "exact" ? "" : one.bound.replace("_", " "), one.value, one.unit, one.what].filter((x) => x !== undefined && x !== "").join(" ") });
  if (shown.has("times"))
    for (const one of document.times) marks.push({ span: one.span, layer: "time", title: one.value ?? "unresolved" });
  if (shown.has("events"))
    for (const one of document.events)
      for (const span of one.trigger) marks.push({ span, layer: "event", title: [one.subtype ?? one.type, one.modality === "asserted" ? "" : one.modality].filter(Boolean).join(", ") });
  if (shown.has("taken"))
    for (const one of document.passages)
      if (one.role === "original") marks.push({ span: one.span, layer: "taken", title: `${one.same > 0.98 ? "word for word" : "retold"} from ${one.outlet}` });
  if (at) marks.push({ span: at, layer: "at" });
  return marks.sort((one, other) => one.span[0] - other.span[0] || other.span[1] - one.span[1]);
}

function speaker_of(one: Attribution): Speaker | undefined {
  const { speaker } = one;
  return speaker?.name ? { name: speaker.name, kind: speaker.kind, ...(speaker.case_entity ? { entity: speaker.case_entity } : {}) } : undefined;
}

function Text({ document, shown, at, active, point_at, choose, choose_passage }: {
  document: ReadDocument; shown: Set<Layer>; at: Span | undefined; active: string | undefined;
  point_at: (id: string | undefined) => void; choose: (id: string) => void; choose_passage: (span: Span) => void;
}) {
  const letters = useMemo(() => points(document.article.text), [document]);
  const marks = useMemo(() => all_marks(document, shown, at), [document, shown, at]);
  const told = useMemo(() => new Map(document.attributions.map((one) => [one.id, one])), [document]);
  const blocks = document.blocks.length ? document.blocks : [{ span: [0, letters.length] as Span, kind: "paragraph" as const }];
  const handles = new Set<string>();  // the one place of each statement that the keyboard reaches
  return (
    <div class="text" onMouseLeave={() => point_at(undefined)}>
      {blocks.map(({ span, kind }) => {
        const inner = segments(span[0], span[1], marks).map((segment) => {
          const words = cut(letters, segment.begin, segment.end);
          if (!segment.marks.length) return <span key={segment.begin} data-begin={segment.begin}>{words}</span>;
          const layers = new Set(segment.marks.map((mark) => mark.layer));
          const depth = segment.marks.filter((mark) => mark.layer === "content").length;
          const ids = segment.marks.flatMap((mark) => mark.attribution ?? []);
          const inmost = ids.at(-1);
          const handle = segment.marks.find((mark) => mark.attribution && mark.layer === (told.get(mark.attribution)?.cue?.length ? "cue" : "content") && !handles.has(mark.attribution));
          if (handle?.attribution) handles.add(handle.attribution);
          const one = handle?.attribution ? told.get(handle.attribution) : undefined;
          // A figure, a time, an event or a name can be asked about like a statement; where both stand, the smaller one.
          const passage = segment.marks.find((mark) => !mark.attribution && mark.layer !== "at" && mark.layer !== "taken")?.span;
          const first = passage?.[0] === segment.begin;
          const pick = passage ? () => choose_passage(passage) : inmost ? () => choose(inmost) : undefined;
          const titles = segment.marks.flatMap((mark) => mark.title ?? []);
          const classes = [...layers].map((layer) => `layer-${layer}`).join(" ") + (depth > 1 ? " deep" : "") + (active && ids.includes(active) ? " active" : "");
          return (
            <span key={segment.begin} data-begin={segment.begin} class={classes} title={titles.join(" · ") || undefined}
              onMouseEnter={inmost ? () => point_at(inmost) : undefined} onClick={pick}
              {...(one ? {
                role: "button", tabIndex: 0, "data-statement": one.id, onFocus: () => point_at(one.id),
                "aria-label": `${words}: statement of ${one.speaker?.name ?? "nobody named"}, ${one.stance}`,
                onKeyDown: (event: KeyboardEvent) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(one.id); } },
              } : first && pick ? {
                role: "button", tabIndex: 0, "aria-label": `${words}: ${titles.join(", ")}`,
                onKeyDown: (event: KeyboardEvent) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } },
              } : {})}>{words}</span>
          );
        });
        const Tag = kind === "heading" ? "h2" : kind === "quote" ? "blockquote" : "p";
        return <Tag key={span[0]} dir="auto" class={kind}>{inner}</Tag>;
      })}
    </div>
  );
}

// "Paragraphs 2–5 from Velm Courier": which of the text's paragraphs another report has as well, a line a report.
function Passages({ document }: { document: ReadDocument }) {
  const blocks = document.blocks.filter((block) => block.kind !== "heading");
  const paragraph = (offset: number): number => Math.max(1, blocks.filter((block) => block.span[0] <= offset).length);
  const reports = new Map<string, Passage[]>();
  // Where several had the same words before this one, the one that has most of it.
  const told: Span[] = [];
  const shared = new Map<string, number>();
  for (const { id, span } of document.passages) shared.set(id, (shared.get(id) ?? 0) + span[1] - span[0]);
  for (const one of [...document.passages].sort((one, other) => shared.get(other.id)! - shared.get(one.id)!)) {
    if (one.role === "original") {
      if (told.some((span) => span[0] < one.span[1] && one.span[0] < span[1])) continue;
      told.push(one.span);
    }
    const key = `${one.role} ${one.id}`;
    reports.set(key, [...(reports.get(key) ?? []), one]);
  }
  if (!reports.size) return null;
  return (
    <ul class="passages" aria-label="Passages shared with other reports">
      {[...reports].map(([key, all]) => {
        all.sort((each, other) => each.span[0] - other.span[0]);
        const [one] = all as [Passage, ...Passage[]];
        const places = [...new Map(all.map((each) => {
          const [first, last] = [paragraph(each.span[0]), paragraph(each.span[1] - 1)];
          return [first === last ? `${first}` : `${first}–${last}`, each] as const;
        }))];
        const many = places.length > 1 || places[0]![0].includes("–");
        return (
          <li key={key}>
            {many ? "Paragraphs " : "Paragraph "}
            {places.map(([numbers, each], index) => (
              <span key={numbers}>{index ? ", " : ""}<a href={report_link(document, each.span)}>{numbers}</a></span>
            ))}
            {one.role === "original" ? " from " : " also in "}<Outlet document={one} span={one.other_span} />
          </li>
        );
      })}
    </ul>
  );
}

function Correcting({ document, one }: { document: ReadDocument; one: Attribution }) {
  const correct = use_correct();
  const undo = use_undo();
  const [open, set_open] = useState(false);
  const [name, set_name] = useState(one.speaker?.name ?? "");
  const [stance, set_stance] = useState<Stance>(one.stance);
  useEffect(() => { set_open(false); set_name(one.speaker?.name ?? ""); set_stance(one.stance); }, [one]);
  const target = { document: document.id, attribution: one.id };
  const save = async (event: Event) => {
    event.preventDefault();
    const known = document.entities.find((entity) => entity.case_entity && entity.name === name.trim());
    const renamed = name.trim() !== (one.speaker?.name ?? "");
    await correct({
      kind: "edit", ...target,
      ...(renamed ? { speaker: known?.case_entity ? { entity: known.case_entity } : name.trim() ? { name: name.trim() } : {} } : {}),
      ...(stance !== one.stance ? { stance } : {}),
    });
  };
  if (one.correction !== undefined)
    return <p class="row"><span class="tag">{one.rejected ? "rejected" : "corrected"} by hand</span> <button type="button" onClick={() => undo(one.correction!)}>Undo</button></p>;
  return (
    <>
      <p class="row">
        <button type="button" aria-expanded={open} onClick={() => set_open(!open)}>Edit</button>
        <button type="button" onClick={() => correct({ kind: "reject", ...target })}>Not a statement</button>
      </p>
      {open ? (
        <form class="edit" onSubmit={save}>
          <label>Speaker <input list="speakers" value={name} onInput={(event) => set_name(event.currentTarget.value)} placeholder="nobody named" /></label>
          <datalist id="speakers">{document.entities.flatMap((entity) => entity.name && entity.case_entity ? <option key={entity.id} value={entity.name} /> : [])}</datalist>
          <label>Stance <select value={stance} onChange={(event) => set_stance(event.currentTarget.value as Stance)}>
            {kStances.map((word) => <option key={word} value={word}>{word}</option>)}
          </select></label>
          <button type="submit" disabled={name.trim() === (one.speaker?.name ?? "") && stance === one.stance}>Save</button>
        </form>
      ) : null}
    </>
  );
}

function RelatedPassages({ document, span }: { document: string; span: Span }) {
  const { data, error } = use_resource<Related>(address("/api/related", { document, span: span.join(",") }));
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  if (!data.comparisons.length && !data.similar.length) return <p class="empty">No other report of this case tells it.</p>;
  return (
    <div class="related">
      {data.comparisons.map((one) => (
        <section key={one.id}>
          <h4><VerdictBadge verdict={one.verdict} /> <bdi>{sentence(one.what)}</bdi></h4>
          <p class="why">{one.why}</p>
          <ul class="evidence-list">{one.members.filter((member) => member.document.id !== document).map((member, index) => <EvidenceItem key={index} evidence={member} />)}</ul>
        </section>
      ))}
      {data.similar.length ? <><h4>In like words</h4><ul class="evidence-list">{data.similar.map((one, index) => <EvidenceItem key={index} evidence={one} />)}</ul></> : null}
    </div>
  );
}

function Passage({ document, span, attribution }: { document: ReadDocument; span: Span; attribution?: string }) {
  const copy = use_copy();
  const [related, set_related] = useState(false);
  return (
    <>
      <p class="row">
        <button type="button" aria-expanded={related} onClick={() => set_related(!related)}>Where else is this told?</button>
        <button type="button" onClick={() => copy(() => citation(document.id, attribution ? { attribution } : { span: span.join(",") }), "Copied with its citation")}>Copy with citation</button>
        <button type="button" onClick={() => copy(async () => `${location.origin}/${report_link(document, span, attribution)}`, "Link copied")}>Copy link</button>
      </p>
      {related ? <RelatedPassages document={document.id} span={span} /> : null}
    </>
  );
}

function Side({ document, one, passage }: { document: ReadDocument; one: Attribution | undefined; passage: Span | undefined }) {
  const { the_case } = use_shared();
  if (!one && passage) return <section><h2>Passage</h2><p class="why">Characters {passage[0]}–{passage[1]}</p><Passage key={passage.join()} document={document} span={passage} /></section>;
  if (!one) return (
    <section>
      <h2>Statements</h2>
      <p class="why">Point at a marked place, or step through with <kbd>n</kbd> and <kbd>p</kbd>. Select any words to ask where else they are told.</p>
      <ul class="legend-list">
        <li><span class="layer-source">who speaks</span></li><li><span class="layer-cue">says so</span></li><li><span class="layer-content">what is said</span></li>
      </ul>
    </section>
  );
  const first = one.content[0] ?? one.cue?.[0] ?? one.source?.[0] ?? [0, 0];
  return (
    <section aria-live="polite">
      <h2><SpeakerName speaker={speaker_of(one)} /></h2>
      <p><StanceBadge stance={one.stance} negated={one.negated} /> <span class="tag">{one.form}</span>{one.within ? <span class="tag">within another statement</span> : null}</p>
      {one.chain?.length ? <><h3>From mouth to page</h3><ChainLine chain={one.chain.map(({ entity: _entity, case_entity, ...hand }) => ({ ...hand, ...(case_entity ? { entity: case_entity } : {}) }))} /></> : null}
      <Passage key={first.join()} document={document} span={first} attribution={one.id} />
      {the_case?.read_only ? null : <Correcting document={document} one={one} />}
    </section>
  );
}

function Furniture({ document }: { document: ReadDocument }) {
  if (!document.furniture.length) return null;
  const types = [...new Set(document.furniture.map((one) => one.type))];
  return (
    <details class="furniture">
      <summary>{count(document.furniture.length, "block")} of the page left out: {types.join(", ")}</summary>
      {types.map((type) => (
        <section key={type}>
          <h2>{type}</h2>
          {document.furniture.filter((one) => one.type === type).map((one, index) => <p key={index} dir="auto">{one.text}</p>)}
        </section>
      ))}
    </details>
  );
}

// Code-point offsets of what is selected inside the text.
function selected(letters_of: (node: Node) => number | undefined): Span | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  const offset = (node: Node, at: number): number | undefined => {
    const begin = letters_of(node);
    return begin === undefined ? undefined : begin + points((node.textContent ?? "").slice(0, at)).length;
  };
  const [begin, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  return begin !== undefined && end !== undefined && begin < end ? [begin, end] : undefined;
}

export function ReportView({ id }: { id: string }) {
  const { query } = use_route();
  const { the_case } = use_shared();
  const { data: document, error } = use_resource<ReadDocument>(`/api/documents/${id}`);
  const [layers, set_layers] = useState<Set<Layer>>(() => new Set(["statements"]));
  const [pointed, set_pointed] = useState<string>();
  const body = useRef<HTMLDivElement>(null);
  const chosen = query.get("statement") ?? undefined;
  const told = query.get("at")?.split(",").map(Number);
  const at = useMemo<Span | undefined>(() => told?.length === 2 && told.every(Number.isInteger) ? [told[0]!, told[1]!] : undefined, [query.get("at")]);
  const active = pointed ?? chosen;

  const choose = useCallback((statement: string) => amend(link(["report", id], { statement })), [id]);
  const choose_passage = useCallback((span: Span) => {
    set_pointed(undefined);
    amend(link(["report", id], { at: span.join(",") }));
  }, [id]);
  const step = useCallback((by: 1 | -1) => {
    const places = [...(body.current?.querySelectorAll<HTMLElement>("[data-statement]") ?? [])];
    if (!places.length) return;
    const now = places.findIndex((place) => place.dataset["statement"] === chosen);
    const next = places[now < 0 ? (by > 0 ? 0 : places.length - 1) : (now + by + places.length) % places.length];
    if (!next) return;
    choose(next.dataset["statement"]!);
    next.focus();
    next.scrollIntoView({ block: "center" });
  }, [chosen, choose]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [step]);
  // A link to a passage or a statement opens there.
  useEffect(() => {
    if (!document) return;
    const place = body.current?.querySelector(".layer-at") ?? (chosen ? body.current?.querySelector(`[data-statement="${CSS.escape(chosen)}"]`) : null);
    place?.scrollIntoView({ block: "center" });
  }, [document?.id, query.get("at")]);
  const take_selection = () => {
    const span = selected((node) => {
      const begin = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-begin]")?.dataset["begin"];
      return begin === undefined ? undefined : Number(begin);
    });
    if (span) choose_passage(span);
  };

  if (error) return <main><Title text="Report" /><Failed error={error} /></main>;
  if (!document) return <main><Title text="Report" /><Loading /></main>;
  const { article } = document;
  // What was chosen stays beside the text: the way to its buttons leads over other marks.
  const beside = chosen ?? (at ? undefined : pointed);
  const one = document.attributions.find((attribution) => attribution.id === beside);
  const statements = document.attributions.filter((attribution) => !attribution.rejected);
  return (
    <main class="report">
      <header class="report-head">
        <Title text={article.title ?? document.record}><bdi>{article.title ?? document.record}</bdi></Title>
        <p>
          <strong><bdi>{document.outlet}</bdi></strong> <span class="when">{date(article.published?.value) || "no date"}</span>
          {article.published?.basis ? <span class="tag">date from {article.published.basis}</span> : null}
          {article.authors?.length ? <span>by <bdi>{article.authors.join(", ")}</bdi></span> : null}
          {article.credit?.map((credit) => <span key={credit} class="tag">credits <bdi>{credit}</bdi></span>)}
          {document.story ? <a href={link(["story", document.story])}>its story</a> : null}
          {document.story && the_case && !the_case.read_only ? <MoveElsewhere document={document.id} story={document.story} /> : null}
          {document.url ? <a href={document.url} rel="noreferrer noopener">the page</a> : null}
        </p>
        {document.copies.length ? (
          <p class="why">{document.copies.map((copy) => (
            <span key={copy.id}>{copy.role === "original" ? "Copied from " : "Copied by "}<Outlet document={copy} /> ({Math.round(copy.containment * 100)} %). </span>
          ))}</p>
        ) : null}
        <Passages document={document} />
      </header>
      <div class="bar toolbar" role="toolbar" aria-label="What to mark">
        {(Object.keys(kLayers) as Layer[]).filter((layer) => layer !== "taken" || document.passages.some((one) => one.role === "original")).map((layer) => (
          <label key={layer}><input type="checkbox" checked={layers.has(layer)} onChange={() => set_layers((before) => {
            const next = new Set(before);
            if (!next.delete(layer)) next.add(layer);
            return next;
          })} />{kLayers[layer]}</label>
        ))}
        <span class="grow" />
        <span class="count">{count(statements.length, "statement")}</span>
        <button type="button" onClick={() => step(-1)} aria-keyshortcuts="p">‹ previous</button>
        <button type="button" onClick={() => step(1)} aria-keyshortcuts="n">next ›</button>
      </div>
      <div class="with-panel">
        <article ref={body} onMouseUp={take_selection} lang={document.language}>
          <Text document={document} shown={layers} at={at} active={active} point_at={set_pointed} choose={choose} choose_passage={choose_passage} />
          <Furniture document={document} />
          <nav class="neighbours" aria-label="Reports of the story">
            {document.previous ? <a href={report_link(document.previous)}>‹ <bdi>{document.previous.outlet}: {document.previous.title}</bdi></a> : <span />}
            {document.next ? <a href={report_link(document.next)}><bdi>{document.next.outlet}: {document.next.title}</bdi> ›</a> : null}
          </nav>
        </article>
        <aside class={one || at ? "panel" : "panel idle"} aria-label="About the place one points at">
          <Side document={document} one={one} passage={at} />
          {document.attributions.some((attribution) => attribution.rejected) ? <Rejected document={document} /> : null}
        </aside>
      </div>
    </main>
  );
}

function Rejected({ document }: { document: ReadDocument }) {
  const undo = use_undo();
  const letters = useMemo(() => points(document.article.text), [document]);
  return (
    <details>
      <summary>Rejected by hand</summary>
      <ul>{document.attributions.filter((one) => one.rejected).map((one) => (
        <li key={one.id}><span dir="auto">{one.content.map((span) => cut(letters, ...span)).join(" … ")}</span>{" "}
          {one.correction !== undefined ? <button type="button" onClick={() => undo(one.correction!)}>Undo</button> : null}</li>
      ))}</ul>
    </details>
  );
}
