// The frame around the views: navigation, messages, the panel of words, and the whole page as a place to drop files on.
import { render } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { dropped, send, type Progress } from "./adding";
import { take_token, the_case as ask_case, type Named } from "./api";
import { Failed, Title } from "./parts/basics";
import { WordsPanel } from "./parts/words_panel";
import { go, link, use_route } from "./router";
import { SharedContext, use_undo, type Message, type Shared, type Words } from "./state";
import type { Case } from "./types";
import { count } from "./words";
import { Add } from "./views/add";
import { Corrections } from "./views/corrections";
import { Entities } from "./views/entities";
import { EntityView } from "./views/entity";
import { ReportView } from "./views/report";
import { Search } from "./views/search";
import { Stories } from "./views/stories";
import { StoryView } from "./views/story";

const kNavigation = [["", "Stories"], ["entities", "People and bodies"], ["search", "Search"], ["corrections", "Corrections"], ["add", "Add"]] as const;
const kThemes = ["auto", "light", "dark"] as const;

function Toast({ message, close }: { message: Message; close: () => void }) {
  const undo = use_undo();
  useEffect(() => {
    const timer = setTimeout(close, message.bad ? 12_000 : 7_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class={`toast${message.bad ? " bad" : ""}`} role={message.bad ? "alert" : "status"}>
      <bdi>{message.text}</bdi>
      {message.undo !== undefined ? <button type="button" onClick={() => { void undo(message.undo!); close(); }}>Undo</button> : null}
      <button type="button" class="close" aria-label="Close the message" onClick={close}>×</button>
    </div>
  );
}

function Theme() {
  const [theme, set_theme] = useState(() => localStorage.getItem("hearsay-theme") ?? "auto");
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    localStorage.setItem("hearsay-theme", theme);
  }, [theme]);
  return (
    <label class="theme"><span class="hidden">Colours</span>
      <select value={theme} onChange={(event) => set_theme(event.currentTarget.value)}>
        {kThemes.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </label>
  );
}

function View({ add, progress }: { add: (files: Named[]) => void; progress: Progress | undefined }) {
  const { path: [view = "", id = "", part = ""] } = use_route();
  if (view === "") return <Stories />;
  if (view === "story") return <StoryView id={id} tab={part} />;
  if (view === "report") return <ReportView id={id} />;
  if (view === "entities") return <Entities />;
  if (view === "entity") return <EntityView id={id} />;
  if (view === "search") return <Search />;
  if (view === "corrections") return <Corrections />;
  if (view === "add") return <Add add={add} progress={progress} />;
  return <main><Title text="Nothing here" /><p>This address leads nowhere. <a href="#/">To the stories</a></p></main>;
}

function App() {
  const { path: [view = ""] } = use_route();
  const [the_case, set_case] = useState<Case>();
  const [failed, set_failed] = useState<string>();
  const [revision, set_revision] = useState(0);
  const [messages, set_messages] = useState<Message[]>([]);
  const [words, set_words] = useState<Words>();
  const [progress, set_progress] = useState<Progress>();
  const [over, set_over] = useState(false);

  const changed = useCallback(() => set_revision((before) => before + 1), []);
  const say = useCallback((message: Omit<Message, "id">) =>
    set_messages((before) => [...before.slice(-3), { ...message, id: (before.at(-1)?.id ?? 0) + 1 }]), []);
  useEffect(() => { ask_case().then((value) => { set_case(value); set_failed(undefined); }, (error: Error) => set_failed(error.message)); }, [revision]);
  useEffect(() => set_words(undefined), [location.hash.split("?")[0]]);
  const shared = useMemo<Shared>(() => ({ the_case, revision, changed, say, show: set_words }), [the_case, revision, changed, say]);

  const add = useCallback(async (files: Named[]) => {
    if (!files.length || !the_case) return;
    go(link(["add"]));
    let seen = -1;
    await send(files, the_case.limits, (now) => {
      set_progress(now);
      // What was read is shown while the rest is still being read.
      const read = now.jobs.reduce((sum, job) => sum + job.read, 0);
      if (now.done || Math.floor(read / 200) !== seen) { seen = Math.floor(read / 200); changed(); }
    });
  }, [the_case, changed]);
  useEffect(() => {
    const files = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const drag = (event: DragEvent) => { if (files(event)) { event.preventDefault(); set_over(true); } };
    const leave = (event: DragEvent) => { if (!event.relatedTarget) set_over(false); };
    const drop = (event: DragEvent) => {
      if (!files(event) || !event.dataTransfer) return;
      event.preventDefault();
      set_over(false);
      void dropped(event.dataTransfer).then(add);
    };
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => { removeEventListener("dragover", drag); removeEventListener("dragleave", leave); removeEventListener("drop", drop); };
  }, [add]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement) return;
      if (event.key !== "/" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const box = document.querySelector<HTMLInputElement>("input[data-search]");
      if (box) box.focus(); else go(link(["search"]));
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);

  return (
    <SharedContext.Provider value={shared}>
      <header class="top">
        <button type="button" class="skip" onClick={() => document.querySelector<HTMLElement>("main h1")?.focus()}>To the content</button>
        <a class="brand" href="#/"><img src="icon.svg" alt="" width="26" height="26" /> Hearsay</a>
        <span class="case-name"><bdi>{the_case?.name}</bdi></span>
        <nav aria-label="Views">
          {kNavigation.map(([key, name]) => (
            <a key={key} href={link(key ? [key] : [])} aria-current={view === key ? "page" : undefined}>{name}</a>
          ))}
        </nav>
        <Theme />
      </header>
      {failed ? <Failed error={failed} /> : null}
      {the_case?.read_only ? <p class="notice">{the_case.read_only_because ?? "This case is open for reading only."}</p> : null}
      {the_case?.stale ? <p class="notice">Stories and comparisons do not know all {count(the_case.counts["documents"] ?? 0, "report")} yet.</p> : null}
      <div class={words ? "stage with-words" : "stage"}>
        <View add={add} progress={progress} />
        {words ? <WordsPanel words={words} close={() => set_words(undefined)} /> : null}
      </div>
      <div class="toasts">
        {messages.map((message) => <Toast key={message.id} message={message} close={() => set_messages((before) => before.filter((one) => one.id !== message.id))} />)}
      </div>
      {over ? <div class="drop-over" aria-hidden="true">Drop to add to this case</div> : null}
    </SharedContext.Provider>
  );
}

take_token();
render(<App />, document.getElementById("app")!);
