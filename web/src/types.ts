// The values of the API, as docs/openapi.yaml has them. Absent means unknown.
export type Span = [number, number];
export type Stance =
  | "states" | "claims" | "denies" | "confirms" | "reports" | "asks" | "demands" | "warns" | "threatens" | "promises"
  | "praises" | "accuses" | "thanks" | "condemns" | "predicts" | "believes" | "hopes" | "declines";
export const kStances: Stance[] = [
  "states", "claims", "denies", "confirms", "reports", "asks", "demands", "warns", "threatens", "promises",
  "praises", "accuses", "thanks", "condemns", "predicts", "believes", "hopes", "declines"];
export type Verdict = "agree" | "differ" | "conflict" | "update";
export type SpeakerKind = "named" | "unnamed" | "collective" | "outlet" | "document";
export type EntityType = "person" | "organization" | "place" | "group" | "outlet" | "document" | "other";

export interface Piece { text: string; mark?: "source" | "cue" | "content" | "match" }
export interface EntityRef { id: string; name: string; type: EntityType; unnamed?: boolean }
export interface DocumentRef {
  id: string; record: string; outlet: string; title?: string; published?: string; url?: string; language?: string;
}
export interface Speaker { name: string; kind: SpeakerKind; entity?: string }
export interface Hand extends Speaker { basis?: string; words?: Span[]; text?: string; case_entity?: string }
export interface Evidence {
  document: DocumentRef; span: Span; text: string; value?: string; pieces?: Piece[]; attribution?: string;
  speaker?: Speaker; stance?: Stance;
}

export interface Counted { name: string; count: number }
export interface Case {
  name: string; version: number; program: string; read_only: boolean; read_only_because?: string; stale?: boolean;
  job?: number; first?: string; last?: string; counts: Record<string, number>; outlets: Counted[];
  types: Counted[]; limits: { files: number; bytes: number };
}

export interface Page<T> { total: number; offset: number; items: T[] }
export interface Sparkline { from: string; unit: "day" | "week" | "month" | "year"; counts: number[] }
export interface StoryItem {
  id: string; title: string; first?: string; last?: string; reports: number; origins: number; outlets: number;
  conflicts: number; differences: number; updates: number; agreements: number; unnamed: boolean; sparkline?: Sparkline;
}
export interface FacetValue { value: string; name: string; count: number }
export interface Facets {
  outlet: FacetValue[]; person: FacetValue[]; place: FacetValue[]; stance: FacetValue[];
  month?: { value: string; count: number }[]; unnamed: number; conflict: number;
}
export interface StoryList extends Page<StoryItem> { facets?: Facets }
export interface OriginDocument extends DocumentRef {
  copy_of?: string; containment?: number; credit?: string[]; moved?: boolean;
}
export interface Origin { id: string; name: string; documents: OriginDocument[] }
export interface Comparison {
  id: string; kind: string; what: string; verdict: Verdict; why: string; origins: number; members: Evidence[];
}
export interface Point {
  text: string; why?: string; verdict?: Verdict; comparison?: string; origins: number; evidence: Evidence[];
}
export interface Voice extends Speaker {
  statements: number; reports: number; origins: number; stances?: Stance[]; first?: Evidence;
}
export interface Story extends StoryItem {
  account: {
    what: Point[];
    who: (EntityRef & { role?: string; reports: number; statements: number })[];
    when?: { value: string; origins: number; evidence: Evidence[] };
    where: (EntityRef & { reports: number })[];
    voices: Voice[];
  };
  documents: Origin[];
  comparisons: Comparison[];
}
export interface SheetRow {
  kind: string; what: string; verdict: Verdict | "single"; why?: string; comparison?: string; entity?: string;
  origins: number; cells: { origin: string; values: Evidence[] }[];
}
export interface Sheet { columns: Origin[]; rows: SheetRow[] }
export interface Happened {
  value: string; begin: string; end: string; what?: string; origins: number; evidence: Evidence[];
}
export interface Reported {
  document: DocumentRef; value: string; begin: string; end: string; origin: string; copy?: boolean;
}
export interface Timeline { happened: Happened[]; reported: Reported[] }
export interface ChainNode {
  id: string; name: string; kind: SpeakerKind; page: boolean; entity?: string; statements?: number;
}
export interface ChainEdge { from: string; to: string; basis: string; count: number; evidence: Evidence[] }
export interface Chains { nodes: ChainNode[]; edges: ChainEdge[]; hidden?: number }

export interface Statement {
  document: DocumentRef; story?: string; attribution: string; speaker?: Speaker; stance: Stance; negated?: boolean;
  form: string; text: string; span: Span; pieces: Piece[]; chain: Hand[]; correction?: number;
}

export interface DocumentItem extends DocumentRef { story?: string; statements: number }
export interface Attribution {
  id: string; source?: Span[]; cue?: Span[]; content: Span[]; form: string; stance: Stance; negated?: boolean;
  speaker?: { name?: string; entity?: string; case_entity?: string; kind: SpeakerKind };
  within?: string; chain?: Hand[]; rejected?: boolean; corrected?: boolean; correction?: number;
}
export interface ReadEntity {
  id: string; case_entity?: string; name?: string; type: EntityType; mentions: { span: Span; form: string }[];
}
export interface ReadEvent {
  id: string; type: string; subtype?: string; trigger: Span[]; modality?: string;
  participants?: { role: string; span: Span }[];
}
export interface ReadFigure { id: string; span: Span; value?: number; bound: string; unit?: string; what?: string }
export interface ReadTime { id: string; span: Span; type: string; value?: string }
export interface Block { span: Span; kind: "paragraph" | "heading" | "quote" | "list_item" }
export interface ReadDocument extends DocumentRef {
  story?: string;
  article: {
    title?: string; text: string; published?: { value: string; precision: string; basis?: string };
    authors?: string[]; publisher?: string; credit?: string[];
  };
  blocks: Block[]; furniture: { type: string; text: string }[]; entities: ReadEntity[]; attributions: Attribution[];
  events: ReadEvent[]; figures: ReadFigure[]; times: ReadTime[];
  copies: (DocumentRef & { role: "original" | "copy"; containment: number })[];
  passages: Passage[]; previous?: DocumentRef; next?: DocumentRef;
}
// Words that a report shares with another: `role` is the other's.
export interface Passage extends DocumentRef { role: "original" | "copy"; span: Span; other_span: Span; same: number }
export interface Citation { text: string; markdown: string; quote: string; span: Span }
export interface Related { comparisons: Comparison[]; similar: Evidence[] }

export interface EntityItem extends EntityRef {
  reports: number; statements: number; roles: string[]; aliases: string[]; corrected?: boolean;
}
export interface Entity extends EntityItem {
  first?: string; last?: string; stances: { stance: Stance; count: number }[];
  through: { name: string; kind: SpeakerKind; entity?: string; count: number }[];
  met: { entity: EntityRef; count: number; evidence: Evidence[] }[];
  outlets: Counted[]; months: { month: string; reports: number; statements: number }[];
  similar: EntityRef[]; corrections: number[];
}
export interface Mention extends Evidence { name: string; story?: string; mentions: number }

export interface Hit {
  document: DocumentRef; story?: string; span: Span; pieces: Piece[]; attribution?: string; speaker?: Speaker;
  stance?: Stance;
}
export interface HitList extends Page<Hit> { exact: boolean }

export type NewCorrection =
  | { kind: "rename"; entity: string; name: string }
  | { kind: "merge"; entities: string[] }
  | { kind: "split"; entity: string; documents: string[]; name?: string }
  | { kind: "reject"; document: string; attribution: string }
  | { kind: "edit"; document: string; attribution: string; stance?: Stance; negated?: boolean;
      speaker?: { name?: string; entity?: string; kind?: SpeakerKind } }
  | { kind: "move"; document: string; story?: string };
export interface Correction {
  id: number; at: string; kind: string; summary: string; state: "applied" | "undone" | "dangling"; entity?: string;
  document?: DocumentRef; attribution?: string; story?: string;
}
export interface Job {
  id: number; state: "waiting" | "reading" | "comparing" | "done" | "failed"; read: number; known: number; failed: number;
  bytes_done: number; bytes_total: number; results: DocumentRef[]; errors: string[];
}
