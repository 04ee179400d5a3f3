// People, bodies, places and unnamed sources; several can be ticked and merged.
import { useEffect, useState } from "preact/hooks";
import { address } from "../api";
import { Title } from "../parts/basics";
import { VirtualList } from "../parts/virtual_list";
import { amend, link, use_route } from "../router";
import { use_correct, use_rested, use_shared } from "../state";
import type { EntityItem } from "../types";
import { count, number } from "../words";

const kRow = 64;
const kNames: Record<string, string> = { person: "people", organization: "organizations", place: "places", group: "groups", outlet: "outlets", document: "documents", other: "others" };

export function Entities() {
  const { query } = use_route();
  const { the_case } = use_shared();
  const correct = use_correct();
  const [typed, set_typed] = useState(query.get("q") ?? "");
  const [ticked, set_ticked] = useState<Map<string, string>>(new Map());
  const [total, set_total] = useState<number>();
  const rested = use_rested(typed);
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(location.hash.split("?")[1] ?? "");
    if (value) next.set(key, value); else next.delete(key);
    amend(link(["entities"], Object.fromEntries(next)));
  };
  useEffect(() => set("q", rested), [rested]);
  const type = query.get("type") ?? "";
  const parameters = { q: query.get("q") ?? "", sort: query.get("sort") ?? "", ...(type === "unnamed" ? { unnamed: true } : type ? { type: [type] } : {}) };
  const tick = (entity: EntityItem) => set_ticked((before) => {
    const next = new Map(before);
    if (!next.delete(entity.id)) next.set(entity.id, entity.name);
    return next;
  });
  const merge = async () => { if (await correct({ kind: "merge", entities: [...ticked.keys()] })) set_ticked(new Map()); };

  return (
    <main class="entities">
      <Title text="People and bodies" />
      <div class="bar">
        <label class="grow"><span class="hidden">Name</span><input type="search" data-search placeholder="Name" value={typed} onInput={(event) => set_typed(event.currentTarget.value)} /></label>
        <label>Show <select value={type} onChange={(event) => set("type", event.currentTarget.value)}>
          <option value="">all</option>
          {the_case?.types.map(({ name, count: many }) => <option key={name} value={name}>{kNames[name] ?? name} ({number(many)})</option>)}
          <option value="unnamed">unnamed sources ({number(the_case?.counts["unnamed"] ?? 0)})</option>
        </select></label>
        <label>Sort <select value={query.get("sort") ?? "reports"} onChange={(event) => set("sort", event.currentTarget.value)}>
          <option value="reports">most reports</option><option value="statements">most statements</option><option value="name">name</option>
        </select></label>
      </div>
      <p class="found" role="status">{total === undefined ? "" : count(total, "entry", "entries")}</p>
      {ticked.size ? (
        <div class="bar ticked">
          <span class="grow">Ticked: <bdi>{[...ticked.values()].join(", ")}</bdi></span>
          <button type="button" disabled={ticked.size < 2} onClick={merge}>These are one: merge into “<bdi>{[...ticked.values()][0]}</bdi>”</button>
          <button type="button" class="plain" onClick={() => set_ticked(new Map())}>none</button>
        </div>
      ) : null}
      <VirtualList<EntityItem> label="People, bodies, places and unnamed sources" height={kRow} on_page={(page) => set_total(page.total)}
        address={(offset, limit) => address("/api/entities", { ...parameters, offset, limit })}
        empty="Nobody here has such a name."
        row={(entity) => (
          <div class="entity-row">
            {the_case?.read_only ? null : <input type="checkbox" aria-label={`Tick ${entity.name}`} checked={ticked.has(entity.id)} onChange={() => tick(entity)} />}
            <a href={link(["entity", entity.id])} class={entity.unnamed ? "unnamed" : ""}>
              <span class="entity-name"><bdi>{entity.name}</bdi> <span class="tag">{entity.unnamed ? "unnamed source" : entity.type}</span>{entity.corrected ? <span class="tag">corrected</span> : null}</span>
              <span class="entity-more"><bdi>{[...entity.roles, ...entity.aliases].slice(0, 4).join(" · ")}</bdi></span>
            </a>
            <span class="entity-counts">{count(entity.reports, "report")}<br />{count(entity.statements, "statement")}</span>
          </div>
        )} />
    </main>
  );
}
