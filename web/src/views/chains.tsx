// From mouth to page: who spoke, who passed it on, who printed it. Unnamed sources are dashed; every arrow opens its words.
import dagre from "@dagrejs/dagre";
import { useMemo, useState } from "preact/hooks";
import { Empty, Failed, Loading } from "../parts/basics";
import { go, link } from "../router";
import { use_resource, use_shared } from "../state";
import type { ChainEdge, ChainNode, Chains } from "../types";
import { count, kBases, kSpeakers } from "../words";

const kFew = 40;  // arrows drawn before "draw all"
const kHigh = 34;

interface Placed<T> { value: T; x: number; y: number; width: number }
interface Drawn { nodes: Placed<ChainNode>[]; edges: { value: ChainEdge; points: { x: number; y: number }[] }[]; width: number; height: number }

const shown_name = (name: string): string => {
  const letters = Array.from(name);
  return letters.length > 34 ? `${letters.slice(0, 33).join("")}…` : name;
};

function lay_out(nodes: ChainNode[], edges: ChainEdge[]): Drawn {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 90, marginx: 12, marginy: 12 });
  for (const node of nodes) graph.setNode(node.id, { width: Math.max(80, shown_name(node.name).length * 7.6 + 26), height: kHigh });
  edges.forEach((edge, index) => graph.setEdge(edge.from, edge.to, {}, String(index)));
  dagre.layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    nodes: nodes.map((value) => { const at = graph.node(value.id); return { value, x: at.x, y: at.y, width: at.width }; }),
    edges: edges.map((value, index) => ({ value, points: graph.edge(value.from, value.to, String(index)).points })),
    width: size.width ?? 0, height: size.height ?? 0,
  };
}

function curve(points: { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index]!;
    const middle = (before.x + point.x) / 2;
    path += `C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`;
  });
  return path;
}

export function ChainDiagram({ story }: { story: string }) {
  const { show } = use_shared();
  const { data, error } = use_resource<Chains>(`/api/stories/${story}/chains`);
  const [all, set_all] = useState(false);
  const edges = useMemo(() => [...(data?.edges ?? [])].sort((one, other) => other.count - one.count).slice(0, all ? undefined : kFew), [data, all]);
  const drawn = useMemo(() => {
    const used = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    return lay_out((data?.nodes ?? []).filter((node) => used.has(node.id)), edges);
  }, [data, edges]);
  if (error) return <Failed error={error} />;
  if (!data) return <Loading />;
  if (!data.edges.length) return <Empty>No statement of this story names a road it came by.</Empty>;
  const names = new Map(data.nodes.map((node) => [node.id, node.name]));
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
      {data.edges.length > edges.length || all ? (
        <label><input type="checkbox" checked={all} onChange={() => set_all(!all)} />draw all {data.edges.length} arrows, not the {Math.min(kFew, data.edges.length)} most used</label>
      ) : null}
      <div class="chart chart-scroll" role="region" aria-label="Diagram, scrolls" tabIndex={0}>
        <svg width={drawn.width} height={drawn.height} role="group" aria-label={`${drawn.nodes.length} hands and ${drawn.edges.length} ways from one to another`}>
          <defs>
            <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" /></marker>
          </defs>
          {drawn.edges.map(({ value, points }, index) => (
            <g key={index} class={`edge basis-${value.basis}`} role="button" tabIndex={0} aria-label={`${way(value)}, ${count(value.count, "statement")}`}
              onClick={() => open(value)} onKeyDown={enter(() => open(value))}>
              <title>{`${way(value)}: ${kBases[value.basis] ?? value.basis}, ${count(value.count, "statement")}`}</title>
              <path class="edge-hit" d={curve(points)} />
              <path class="edge-line" d={curve(points)} marker-end="url(#tip)" style={{ strokeWidth: `${Math.min(5, 1 + Math.log2(value.count))}px` }} />
            </g>
          ))}
          {drawn.nodes.map(({ value, x, y, width }) => (
            <g key={value.id} class={`node kind-${value.kind}${value.page ? " page" : ""}${value.entity ? " can" : ""}`} transform={`translate(${x - width / 2} ${y - kHigh / 2})`}
              {...(value.entity ? {
                role: "link", tabIndex: 0, "aria-label": `${value.name}, ${kSpeakers[value.kind] ?? value.kind}`,
                onClick: () => go(link(["entity", value.entity!])), onKeyDown: enter(() => go(link(["entity", value.entity!]))),
              } : {})}>
              <title>{`${value.name}: ${kSpeakers[value.kind] ?? value.kind}`}</title>
              <rect width={width} height={kHigh} rx={value.page ? 2 : 17} />
              <text x={width / 2} y={kHigh / 2 + 4} text-anchor="middle">{shown_name(value.name)}</text>
            </g>
          ))}
        </svg>
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
