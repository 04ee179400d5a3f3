// Puts a report into another story, found by words of its title.
import { useState } from "preact/hooks";
import { address } from "../api";
import { use_correct, use_resource, use_rested } from "../state";
import type { StoryList } from "../types";
import { count } from "../words";

function Stories({ document, story, words }: { document: string; story: string; words: string }) {
  const correct = use_correct();
  const { data } = use_resource<StoryList>(address("/api/stories", { q: words, limit: 8 }));
  const others = (data?.items ?? []).filter((one) => one.id !== story);
  if (!data) return null;
  return (
    <ul class="choices" aria-label="Stories to choose from">
      {others.map((one) => (
        <li key={one.id}><button type="button" class="plain" onClick={() => correct({ kind: "move", document, story: one.id })}><bdi>{one.title}</bdi></button>{" "}
          <span class="count">{count(one.reports, "report")}</span></li>
      ))}
      {others.length ? null : <li>No other story has such a title.</li>}
    </ul>
  );
}

export function MoveElsewhere({ document, story }: { document: string; story: string }) {
  const [open, set_open] = useState(false);
  const [words, set_words] = useState("");
  const rested = use_rested(words);
  return (
    <>
      <button type="button" class="plain" aria-expanded={open} onClick={() => set_open(!open)}>another story…</button>
      {open ? (
        <span class="move">
          <label>Words of its title <input type="search" value={words} onInput={(event) => set_words(event.currentTarget.value)} /></label>
          <Stories document={document} story={story} words={rested} />
        </span>
      ) : null}
    </>
  );
}
