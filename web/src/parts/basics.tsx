// Small parts that every view is made of.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { link } from "../router";
import { use_shared } from "../state";
import type { DocumentRef, EntityRef, Evidence, Hand, Piece, Span, Speaker, Stance, Verdict } from "../types";
import { count, date, kBases, kSpeakers, kVerdicts } from "../words";

// A verdict in shape and word, never in colour alone.
export function VerdictBadge({ verdict, number }: { verdict: Verdict | "single"; number?: number }) {
  const { sign, word, one, many } = kVerdicts[verdict];
  return (
    <span class={`badge verdict-${verdict}`}>
      <span class="sign" aria-hidden="true">{sign}</span> {number === undefined ? word : count(number, one, many)}
    </span>
  );
}

export function StanceBadge({ stance, negated }: { stance: Stance; negated?: boolean | undefined }) {
  return <span class={`stance stance-${stance}`}>{negated ? "not: " : ""}{stance}</span>;
}

// Words cut at their marks.
export function Pieces({ pieces }: { pieces: Piece[] }) {
  return (
    <span class="pieces" dir="auto">
      {pieces.map(({ text, mark }, index) => mark === "match" ? <mark key={index}>{text}</mark>
        : mark ? <span key={index} class={`mark-${mark}`}>{text}</span> : text)}
    </span>
  );
}

export function report_link(document: { id: string }, span?: Span, attribution?: string): string {
  return link(["report", document.id], { at: span?.join(","), statement: attribution });
}

export function Outlet({ document, span, attribution }: {
  document: DocumentRef; span?: Span | undefined; attribution?: string | undefined;
}) {
  return (
    <a class="outlet" href={report_link(document, span, attribution)}>
      <bdi>{document.outlet}</bdi>{document.published ? <span class="when"> {date(document.published.slice(0, 10))}</span> : null}
    </a>
  );
}

export function SpeakerName({ speaker }: { speaker: Speaker | undefined }) {
  if (!speaker) return <span class="speaker nobody">nobody named</span>;
  const name = <bdi>{speaker.name}</bdi>;
  return (
    <span class={`speaker kind-${speaker.kind}`}>
      {speaker.entity ? <a href={link(["entity", speaker.entity])}>{name}</a> : name}
      {speaker.kind !== "named" ? <span class="kind"> {kSpeakers[speaker.kind]}</span> : null}
    </span>
  );
}

export function EntityLink({ entity }: { entity: EntityRef }) {
  return (
    <a class={`entity type-${entity.type}${entity.unnamed ? " unnamed" : ""}`} href={link(["entity", entity.id])}>
      <bdi>{entity.name}</bdi>
    </a>
  );
}

// From the mouth to the page.
export function ChainLine({ chain }: { chain: Hand[] }) {
  if (!chain.length) return null;
  return (
    <ol class="chain" aria-label="Chain from the mouth to the page">
      {chain.map((hand, index) => (
        <li key={index} class={`kind-${hand.kind}`} title={hand.basis ? kBases[hand.basis] : undefined}>
          {hand.entity ? <a href={link(["entity", hand.entity])}><bdi>{hand.name}</bdi></a> : <bdi>{hand.name}</bdi>}
        </li>
      ))}
    </ol>
  );
}

// The words something rests on, with the way to the place they stand at.
export function EvidenceItem({ evidence }: { evidence: Evidence }) {
  return (
    <li class="evidence">
      <div class="evidence-head">
        <Outlet document={evidence.document} span={evidence.span} attribution={evidence.attribution} />
        {evidence.value ? <strong class="value">{evidence.value}</strong> : null}
      </div>
      <blockquote>{evidence.pieces ? <Pieces pieces={evidence.pieces} /> : <span dir="auto">{evidence.text}</span>}</blockquote>
      {evidence.speaker ? (
        <p class="by">
          <SpeakerName speaker={evidence.speaker} /> {evidence.stance ? <StanceBadge stance={evidence.stance} /> : null}
        </p>
      ) : null}
    </li>
  );
}

export function EvidenceButton({ evidence, title, note, children }: {
  evidence: Evidence[]; title: string; note?: string | undefined; children: ComponentChildren;
}) {
  const { show } = use_shared();
  if (!evidence.length) return <>{children}</>;
  return (
    <button type="button" class="plain words" onClick={() => show({ title, evidence, ...(note ? { note } : {}) })}>
      {children}
    </button>
  );
}

const view = (): string => location.hash.split("?")[0]!;
let last_view = view();  // the first view leaves the keyboard at the page's begin

// Names the page, and moves the reading place of screen readers to it when the view changes.
export function Title({ children, text }: { children?: ComponentChildren; text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} – Hearsay`;
    if (view() !== last_view) heading.current?.focus({ preventScroll: true });
    last_view = view();
  }, [text]);
  return <h1 tabIndex={-1} ref={heading}>{children ?? <bdi>{text}</bdi>}</h1>;
}

export function Failed({ error }: { error: string }) {
  return <p class="failed" role="alert"><span aria-hidden="true">!</span> {error}</p>;
}

export function Loading() {
  return <p class="loading" role="status">Reading…</p>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

// "3 reports · 2 independent origins"
export function Standing({ reports, origins }: { reports: number; origins: number }) {
  return <span class="standing">{count(reports, "report")} · <strong>{count(origins, "independent origin")}</strong></span>;
}
