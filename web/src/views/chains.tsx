// From mouth to page: who spoke, who passed it on, who printed it. Unnamed sources are dashed; every arrow opens its words.
import { useMemo, useState } from "preact/hooks";
import { Empty, Failed, Loading } from "../parts/basics";
import { kNodeHigh, lay_out, unite } from "../parts/columns";
import { go, link } from "../router";
import { use_resource, use_shared, use_width } from "../state";
import type { ChainEdge, ChainNode, Chains } from "../types";
import { count, kBases, kSpeakers, shorten } from "../words";

const kFew = 60;  // arrows drawn before "draw all"
const kLetters = 30;  // of a name

const shown_name = (node: ChainNode): string => shorten(node.name, kLetters);
const width_of = (node: ChainNode): number => shown_name(node).length * 6.7 + 22;

export function ChainDiagram({ story }: { story: string }) {
  const { show } = use_shared();
  const { data, error } = use_resource<Chains>(`/api/stories/${story}/chains`);
  const [all, set_all] = useState(false);
  const [near, set_near] = useState<string>();  // the node one points at
  const [element, room] = use_width<HTMLDivElement>();
  const graph = useMemo(() => unite(data?.nodes ?? [], data?.edges ?? []), [data]);
  const edges = useMemo(() => [...graph.edges].sort((one, other) => other.count - one.count).slice(0, all ? undefined : kFew), [graph, all]);
  const drawn = useMemo(() => {
    const used = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    return room && edges.length ? lay_out(graph.nodes.filter((node) => used.has(node.id)), edges, room, width_of) : undefined;
  }, [graph, edges, room]);
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  if (!graph.edges.length) return <Empty>No statement of this story names a road it came by.</Empty>;
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const way = (edge: ChainEdge) => `${names.get(edge.from)} → ${names.get(edge.to)}`;
  const open = (edge: ChainEdge) => show({ title: way(edge), evidence: edge.evidence, note: `${kBases[edge.basis] ?? edge.basis}: ${count(edge.count, "statement")} came this way` });
  const enter = (act: () => void) => (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); }
  };
  return (
    <section class="chains" aria-label="Chains">
      <p class="legend">
        <span class="swatch named">named</span> <span class="swatch unnamed">unnamed source</span> <span class="swatch page">the page that printed it</span>{" "}
        An arrow opens the words it rests on.
      </p>
      {graph.edges.length > kFew ? (
        <label><input type="checkbox" checked={all} onChange={() => set_all(!all)} />draw all {graph.edges.length} arrows, not only the {kFew} most used</label>
      ) : null}
      <div class="chart chart-scroll" role="region" aria-label="Diagram, scrolls" tabindex={0} ref={element}>
        {drawn ? (
          <svg width={drawn.width} height={drawn.height} viewBox={`0 0 ${drawn.width} ${drawn.height}`} role="group" aria-label={`${drawn.nodes.length} hands and ${drawn.lines.length} ways from one to another`}>
            <defs>
              <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" /></marker>
            </defs>
            <text class="column-name" x={drawn.x[0]} y="18">Who spoke</text>
            {drawn.columns > 2 ? <text class="column-name" x={drawn.x[1]} y="18">Who passed it on</text> : null}
            <text class="column-name" x={drawn.x.at(-1)} y="18">Who printed it</text>
            {drawn.lines.map(({ edge, path }, index) => (
              <g key={index} class={`edge basis-${edge.basis}${!near ? "" : near === edge.from || near === edge.to ? " near" : " far"}`} role="button" tabindex={0}
                aria-label={`${way(edge)}, ${count(edge.count, "statement")}`} onClick={() => open(edge)} onKeyDown={enter(() => open(edge))}>
                <title>{`${way(edge)}: ${kBases[edge.basis] ?? edge.basis}, ${count(edge.count, "statement")}`}</title>
                <path class="edge-hit" d={path} />
                <path class="edge-line" d={path} marker-end="url(#tip)" style={{ strokeWidth: `${Math.min(4, 1 + Math.log2(edge.count) / 2)}px` }} />
              </g>
            ))}
            {drawn.nodes.map(({ node, x, y, width }) => (
              <g key={node.id} class={`node kind-${node.kind}${node.page ? " page" : ""}${node.entity ? " can" : ""}`} transform={`translate(${x} ${y})`}
                onMouseEnter={() => set_near(node.id)} onMouseLeave={() => set_near(undefined)} onFocusIn={() => set_near(node.id)} onFocusOut={() => set_near(undefined)}
                {...(node.entity ? {
                  role: "link", tabindex: 0, "aria-label": `${shown_name(node)}${shown_name(node) === node.name ? "" : `: ${node.name}`}, ${kSpeakers[node.kind] ?? node.kind}`,
                  onClick: () => go(link(["entity", node.entity!])), onKeyDown: enter(() => go(link(["entity", node.entity!]))),
                } : {})}>
                <title>{`${node.name}: ${kSpeakers[node.kind] ?? node.kind}`}</title>
                <rect width={width} height={kNodeHigh} rx={node.page ? 2 : kNodeHigh / 2} />
                <text x={width / 2} y={kNodeHigh / 2 + 4} text-anchor="middle">{shown_name(node)}</text>
              </g>
            ))}
          </svg>
        ) : null}
      </div>
      {data.hidden ? <p class="why">{count(data.hidden, "way")} with few statements are left out.</p> : null}
      <details>
        <summary>The same as a table</summary>
        <table class="simple">
          <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">How</th><th scope="col">Statements</th></tr></thead>
          <tbody>{edges.map((edge, index) => (
            <tr key={index}><td><bdi>{names.get(edge.from)}</bdi></td><td><bdi>{names.get(edge.to)}</bdi></td><td>{kBases[edge.basis] ?? edge.basis}</td>
              <td><button type="button" class="plain" onClick={() => open(edge)}>{edge.count}</button></td></tr>
          ))}</tbody>
        </table>
      </details>
    </section>
  );
}
