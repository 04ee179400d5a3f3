// The panel that shows the exact words behind a cell, a bar or an arrow.
import { useEffect, useRef } from "preact/hooks";
import type { Words } from "../state";
import { EvidenceItem } from "./basics";

export function WordsPanel({ words, close }: { words: Words; close: () => void }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    const key = (event: KeyboardEvent) => { if (event.key === "Escape") close(); };
    addEventListener("keydown", key);
    return () => {
      removeEventListener("keydown", key);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [words, close]);
  return (
    <aside class="words-panel" aria-label="The words" tabIndex={-1} ref={panel}>
      <header>
        <h2><bdi>{words.title}</bdi></h2>
        <button type="button" class="close" onClick={close} aria-label="Close the words">×</button>
      </header>
      {words.note ? <p class="why">{words.note}</p> : null}
      <ul class="evidence-list">{words.evidence.map((evidence, index) => <EvidenceItem key={index} evidence={evidence} />)}</ul>
    </aside>
  );
}
