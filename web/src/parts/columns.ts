// Lays a graph of hands out in columns: who spoke at the left, who passed it on between, who printed it at the right.
// In each column those stand near whom they are tied to, so that few lines cross.
import type { ChainEdge, ChainNode } from "../types";

export const kNodeHigh = 26;
const kGap = 7;
const kMargin = 12;
const kTop = 34;  // room for the columns' names
const kPort = 5;  // pixels between two lines at one node

export interface Placed { node: ChainNode; x: number; y: number; width: number; column: number }
export interface Line { edge: ChainEdge; path: string }
export interface Layout { nodes: Placed[]; lines: Line[]; columns: number; x: number[]; width: number; height: number }

// Nodes of one name are one, but for unnamed sources: those of two reports may be two.
export function unite(nodes: ChainNode[], edges: ChainEdge[]): { nodes: ChainNode[]; edges: ChainEdge[] } {
  const known = new Map<string, ChainNode>();
  const now = new Map<string, string>();
  for (const node of nodes) {
    const key = node.kind === "unnamed" ? node.id : node.name.toLowerCase();
    const one = known.get(key);
    if (one) known.set(key, { ...one, page: one.page || node.page, kind: one.page ? one.kind : node.page ? node.kind : one.kind });
    else known.set(key, node);
    now.set(node.id, known.get(key)!.id);
  }
  const united = new Map<string, ChainEdge>();
  for (const edge of edges) {
    const [from, to] = [now.get(edge.from), now.get(edge.to)];
    if (!from || !to || from === to) continue;
    const before = united.get(`${from} ${to}`);
    united.set(`${from} ${to}`, before ? { ...before, count: before.count + edge.count, evidence: [...before.evidence, ...edge.evidence] } : { ...edge, from, to });
  }
  return { nodes: [...known.values()], edges: [...united.values()] };
}

// Steps from the farthest mouth; a way that leads back into itself counts once.
function depths(nodes: ChainNode[], edges: ChainEdge[]): Map<string, number> {
  const depth = new Map(nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < 4; round++)
    for (const { from, to } of edges) depth.set(to, Math.min(4, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1)));
  return depth;
}

function columns_of(nodes: ChainNode[], edges: ChainEdge[]): ChainNode[][] {
  const depth = depths(nodes, edges);
  const gives = new Set(edges.map((edge) => edge.from));
  const takes = new Set(edges.map((edge) => edge.to));
  const between = nodes.filter((node) => gives.has(node.id) && takes.has(node.id));
  const steps = [...new Set(between.map((node) => depth.get(node.id)!))].sort((one, other) => one - other);
  const last = steps.length + 1;
  const columns: ChainNode[][] = Array.from({ length: last + 1 }, () => []);
  for (const node of nodes) columns[!takes.has(node.id) ? 0 : !gives.has(node.id) ? last : steps.indexOf(depth.get(node.id)!) + 1]!.push(node);
  return columns;
}

// Sorts each column by the mean place of those its nodes are tied to, a few times there and back.
function untangle(columns: ChainNode[][], edges: ChainEdge[]): void {
  const place = new Map<string, number>();
  const settle = (column: ChainNode[]) => column.forEach((node, index) => place.set(node.id, (index + 0.5) / column.length));
  columns.forEach(settle);
  const tied = new Map<string, { id: string; weight: number }[]>();
  for (const { from, to, count } of edges) {
    tied.set(from, [...(tied.get(from) ?? []), { id: to, weight: count }]);
    tied.set(to, [...(tied.get(to) ?? []), { id: from, weight: count }]);
  }
  const wanted = (node: ChainNode): number => {
    const ties = tied.get(node.id) ?? [];
    return ties.reduce((sum, { id, weight }) => sum + place.get(id)! * weight, 0) / (ties.reduce((sum, { weight }) => sum + weight, 0) || 1);
  };
  for (let round = 0; round < 12; round++)
    for (const column of round % 2 ? [...columns].reverse() : columns) {
      const want = new Map(column.map((node) => [node, wanted(node)]));
      column.sort((one, other) => want.get(one)! - want.get(other)!);
      settle(column);
    }
}

export function lay_out(nodes: ChainNode[], edges: ChainEdge[], room: number, width_of: (node: ChainNode) => number): Layout {
  const columns = columns_of(nodes, edges).filter((column) => column.length);
  untangle(columns, edges);
  const tallest = Math.max(...columns.map((column) => column.length));
  const height = kTop + tallest * (kNodeHigh + kGap);
  const wide = columns.map((column) => Math.max(...column.map(width_of)));
  const free = Math.max(70, (room - 2 * kMargin - wide.reduce((sum, one) => sum + one, 0)) / Math.max(1, columns.length - 1));
  const x = wide.map((_, index) => kMargin + wide.slice(0, index).reduce((sum, one) => sum + one + free, 0));
  const placed = new Map<string, Placed>();
  columns.forEach((column, index) => {
    const step = (height - kTop) / column.length;
    column.forEach((node, row) => placed.set(node.id, {
      node, column: index, width: index && index + 1 < columns.length ? width_of(node) : wide[index]!, x: x[index]!, y: kTop + step * (row + 0.5) - kNodeHigh / 2,
    }));
  });
  // Where a line leaves and arrives: in the order of where it comes from and goes to, so that lines at one node don't cross.
  const ports = (side: "from" | "to", other: "from" | "to") => {
    const of_node = new Map<string, ChainEdge[]>();
    for (const edge of edges) of_node.set(edge[side], [...(of_node.get(edge[side]) ?? []), edge]);
    const offset = new Map<ChainEdge, number>();
    for (const list of of_node.values()) {
      list.sort((one, two) => placed.get(one[other])!.y - placed.get(two[other])!.y);
      const step = Math.min(kPort, (kNodeHigh - 8) / list.length);
      list.forEach((edge, index) => offset.set(edge, (index - (list.length - 1) / 2) * step));
    }
    return offset;
  };
  const [leave, arrive] = [ports("from", "to"), ports("to", "from")];
  const lines = edges.map((edge) => {
    const [from, to] = [placed.get(edge.from)!, placed.get(edge.to)!];
    const [x1, y1] = [from.x + from.width, from.y + kNodeHigh / 2 + leave.get(edge)!];
    const [x2, y2] = [to.x - 1, to.y + kNodeHigh / 2 + arrive.get(edge)!];
    // Back to the same column or an earlier one: out at the right and round.
    const bend = x2 > x1 ? (x2 - x1) / 2 : 60;
    return { edge, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` };
  });
  return { nodes: [...placed.values()], lines, columns: columns.length, x, width: x.at(-1)! + wide.at(-1)! + kMargin, height: height + kMargin / 2 };
}
