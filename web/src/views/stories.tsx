// All stories: search as you type, facets, sorting.
import { useEffect, useState } from "preact/hooks";
import { address } from "../api";
import { Title, VerdictBadge } from "../parts/basics";
import { Spark } from "../parts/spark";
import { VirtualList } from "../parts/virtual_list";
import { amend, link, use_route } from "../router";
import { use_rested, use_shared } from "../state";
import type { Facets, FacetValue, StoryItem, StoryList } from "../types";
import { count, date, dates, number } from "../words";

const kSorts = { reports: "Most reports", origins: "Most origins", conflicts: "Most conflicts", latest: "Newest", first: "Oldest", title: "Title" };
const kMany = ["outlet", "person", "place", "stance"] as const;
const kRow = 92;

function StoryRow({ story }: { story: StoryItem }) {
  return (
    <a class="story-row" href={link(["story", story.id])}>
      <span class="story-title"><bdi>{story.title}</bdi></span>
      <span class="story-meta">
        <span class="when">{dates(story.first, story.last) || "no date"}</span>
        <span>{count(story.reports, "report")}</span>
        <strong>{count(story.origins, "origin")}</strong>
        <span class="outlets">{count(story.outlets, "outlet")}</span>
        {story.unnamed ? <span class="tag unnamed">unnamed source</span> : null}
      </span>
      <span class="story-verdicts">
        {story.conflicts ? <VerdictBadge verdict="conflict" number={story.conflicts} /> : null}
        {story.differences ? <VerdictBadge verdict="differ" number={story.differences} /> : null}
        {story.updates ? <VerdictBadge verdict="update" number={story.updates} /> : null}
        {story.agreements ? <VerdictBadge verdict="agree" number={story.agreements} /> : null}
      </span>
      <span class="story-spark">{story.sparkline ? <Spark sparkline={story.sparkline} /> : null}</span>
    </a>
  );
}

function FacetGroup({ title, values, chosen, toggle }: {
  title: string; values: FacetValue[]; chosen: string[]; toggle: (value: string) => void;
}) {
  const [all, set_all] = useState(false);
  if (!values.length && !chosen.length) return null;
  const shown = all ? values : values.filter((value, index) => index < 7 || chosen.includes(value.value));
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {shown.map(({ value, name, count }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <bdi>{name}</bdi> <span class="count">{number(count)}</span>
        </label>
      ))}
      {values.length > shown.length ? <button type="button" class="plain" onClick={() => set_all(true)}>{values.length - shown.length} more</button> : null}
    </fieldset>
  );
}

function Months({ months, choose }: { months: { value: string; count: number }[]; choose: (month: string) => void }) {
  if (months.length < 2) return null;
  const most = Math.max(...months.map((month) => month.count));
  return (
    <div class="months" role="group" aria-label="Stories by month: choose one">
      {months.slice(-48).map(({ value, count: stories }) => (
        <button key={value} type="button" onClick={() => choose(value)} aria-label={`${date(value)}: ${stories} stories`} title={`${date(value)}: ${stories}`}>
          <span style={{ height: `${Math.max(6, (stories / most) * 100)}%` }} />
        </button>
      ))}
    </div>
  );
}

export function Stories() {
  const { query } = use_route();
  const { the_case } = use_shared();
  const [facets, set_facets] = useState<Facets>();
  const [total, set_total] = useState<number>();
  const [typed, set_typed] = useState(query.get("q") ?? "");
  const rested = use_rested(typed);

  const set = (change: (query: URLSearchParams) => void) => {
    const next = new URLSearchParams(location.hash.split("?")[1] ?? "");
    change(next);
    const told = next.toString();
    amend(`#/${told ? `?${told}` : ""}`);
  };
  useEffect(() => set((next) => rested ? next.set("q", rested) : next.delete("q")), [rested]);
  const toggle = (key: string) => (value: string) => set((next) => {
    const values = next.getAll(key);
    next.delete(key);
    (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]).forEach((one) => next.append(key, one));
  });
  const value = (key: string) => (event: Event) => set((next) => {
    const told = (event.currentTarget as HTMLInputElement).value;
    if (told) next.set(key, told); else next.delete(key);
  });
  const flag = (key: string) => () => set((next) => next.has(key) ? next.delete(key) : next.set(key, "true"));
  const of_page = (offset: number, limit: number) => address("/api/stories", {
    q: query.get("q") ?? "", sort: query.get("sort") ?? "", from: query.get("from") ?? "", to: query.get("to") ?? "",
    unnamed: query.get("unnamed") ?? "", conflict: query.get("conflict") ?? "", facets: offset === 0,
    ...Object.fromEntries(kMany.map((key) => [key, query.getAll(key)])), offset, limit,
  });
  const filtered = [...query.keys()].some((key) => key !== "sort");
  const counts = the_case?.counts;

  return (
    <main class="stories">
      <Title text="Stories" />
      {counts ? (
        <p class="case-line">
          {count(counts["documents"] ?? 0, "report")} in {count(counts["stories"] ?? 0, "story", "stories")}, on{" "}
          <strong>{count(counts["origins"] ?? 0, "independent origin")}</strong>: {count(counts["statements"] ?? 0, "statement")},{" "}
          {count(counts["conflicts"] ?? 0, "conflict")}, {count(counts["updates"] ?? 0, "update")}.
        </p>
      ) : null}
      <div class="with-side">
        <details class="side facets" open={innerWidth > 860}>
          <summary>Narrow down{filtered ? " (narrowed)" : ""}</summary>
          {filtered ? <button type="button" class="plain" onClick={() => { set_typed(""); amend("#/"); }}>Show all again</button> : null}
          <fieldset class="facet">
            <legend>Only with</legend>
            <label><input type="checkbox" checked={query.has("conflict")} onChange={flag("conflict")} />a conflict <span class="count">{facets ? number(facets.conflict) : ""}</span></label>
            <label><input type="checkbox" checked={query.has("unnamed")} onChange={flag("unnamed")} />an unnamed source <span class="count">{facets ? number(facets.unnamed) : ""}</span></label>
          </fieldset>
          <fieldset class="facet">
            <legend>Reported</legend>
            {facets?.month ? <Months months={facets.month} choose={(month) => set((next) => { next.set("from", month); next.set("to", month); })} /> : null}
            <label class="field">from <input type="text" inputMode="numeric" placeholder="2026-11-05" value={query.get("from") ?? ""} onChange={value("from")} /></label>
            <label class="field">to <input type="text" inputMode="numeric" placeholder="2026-11" value={query.get("to") ?? ""} onChange={value("to")} /></label>
          </fieldset>
          <FacetGroup title="Outlet" values={facets?.outlet ?? []} chosen={query.getAll("outlet")} toggle={toggle("outlet")} />
          <FacetGroup title="Person or body" values={facets?.person ?? []} chosen={query.getAll("person")} toggle={toggle("person")} />
          <FacetGroup title="Place" values={facets?.place ?? []} chosen={query.getAll("place")} toggle={toggle("place")} />
          <FacetGroup title="Somebody …" values={facets?.stance ?? []} chosen={query.getAll("stance")} toggle={toggle("stance")} />
        </details>
        <section class="main" aria-label="Stories found">
          <div class="bar">
            <label class="grow"><span class="hidden">Words in titles</span>
              <input type="search" data-search placeholder="Words in titles" value={typed} onInput={(event) => set_typed(event.currentTarget.value)} />
            </label>
            <label>Sort <select value={query.get("sort") ?? "reports"} onChange={value("sort")}>
              {Object.entries(kSorts).map(([key, name]) => <option key={key} value={key}>{name}</option>)}
            </select></label>
          </div>
          <p class="found" role="status">{total === undefined ? "" : count(total, "story", "stories")}</p>
          <VirtualList<StoryItem> label="Stories" height={kRow} address={of_page} row={(story) => <StoryRow story={story} />}
            on_page={(page) => { set_facets((page as StoryList).facets); set_total(page.total); }}
            empty={filtered ? "No story is like that. Take a filter away." : <>Nothing has been read yet. <a href="#/add">Add reports</a>.</>} />
        </section>
      </div>
    </main>
  );
}
