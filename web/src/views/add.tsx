// Adding reports: files, a folder, or a pasted text; progress as it goes.
import { useState } from "preact/hooks";
import { follow, type Progress } from "../adding";
import { add_text, has_token, type Named } from "../api";
import { report_link, Title } from "../parts/basics";
import { use_shared } from "../state";
import type { Job } from "../types";
import { count, date } from "../words";

const kStates: Record<Job["state"], string> = {
  waiting: "waiting", reading: "reading", comparing: "lining up people, stories and comparisons", done: "done", failed: "failed",
};

export function JobLine({ job }: { job: Job }) {
  const share = job.bytes_total ? Math.min(1, job.bytes_done / job.bytes_total) : undefined;
  return (
    <div class={`job ${job.state}`}>
      <p role="status"><strong>{kStates[job.state]}</strong>: {count(job.read, "report")} read{job.known ? `, ${count(job.known, "report")} known already` : ""}{job.failed ? `, ${job.failed} could not be read` : ""}</p>
      {job.state === "done" || job.state === "failed" ? null : <progress max="1" value={share} aria-label="How far it is" />}
      {job.errors.length ? <ul class="errors">{job.errors.map((error, index) => <li key={index}>{error}</li>)}</ul> : null}
      {job.results.length ? (
        <ul class="results">{job.results.slice(-20).reverse().map((document) => (
          <li key={document.id}><a href={report_link(document)}><bdi>{document.title ?? document.record}</bdi></a> <bdi>{document.outlet}</bdi> <span class="when">{date(document.published)}</span></li>
        ))}</ul>
      ) : null}
    </div>
  );
}

export function Add({ add, progress }: { add: (files: Named[]) => void; progress: Progress | undefined }) {
  const { the_case, changed, say } = use_shared();
  const [pasted, set_pasted] = useState<Job>();
  const [fields, set_fields] = useState({ text: "", title: "", outlet: "", date: "", url: "" });
  const take = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    add([...(input.files ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
    input.value = "";
  };
  const paste = async (event: Event) => {
    event.preventDefault();
    try {
      await follow(await add_text(Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim()))), set_pasted);
      set_fields({ text: "", title: "", outlet: "", date: "", url: "" });
      changed();
    } catch (error) {
      say({ text: error instanceof Error ? error.message : String(error), bad: true });
    }
  };
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onInput: (event: Event) => { const { value } = event.currentTarget as HTMLInputElement; set_fields((before) => ({ ...before, [name]: value })); },
  });
  if (the_case?.read_only) return <main><Title text="Add reports" /><p class="empty">{the_case.read_only_because ?? "This case is open for reading only."}</p></main>;
  return (
    <main class="add">
      <Title text="Add reports" />
      {has_token() ? null : <p class="failed" role="alert"><span aria-hidden="true">!</span> To add something, open the address with its token that the terminal shows.</p>}
      <section class="drop" aria-label="Files">
        <p><strong>Drop files or a folder anywhere on this page</strong>: saved pages, plain text, WARC, feeds, JSON Lines.</p>
        <p class="row">
          <label class="button">Choose files<input class="hidden" type="file" multiple onChange={take} /></label>
          <label class="button">Choose a folder<input class="hidden" type="file" multiple {...{ webkitdirectory: true }} onChange={take} /></label>
        </p>
      </section>
      {progress ? (
        <section aria-label="What is being read">
          <p role="status">{progress.sent} of {count(progress.files, "file")} sent{progress.done ? "" : " …"}</p>
          {progress.error ? <p class="failed" role="alert"><span aria-hidden="true">!</span> {progress.error}</p> : null}
          {progress.jobs.map((job) => <JobLine key={job.id} job={job} />)}
        </section>
      ) : null}
      <section aria-label="Paste a text">
        <h2>Or paste a text</h2>
        <form class="paste" onSubmit={paste}>
          <label>Text <textarea rows={8} required {...field("text")} /></label>
          <div class="fields">
            <label>Title <input maxLength={1000} {...field("title")} /></label>
            <label>Outlet <input maxLength={300} {...field("outlet")} /></label>
            <label>Date <input placeholder="2026-11-05" pattern="[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T.*)?)?)?" {...field("date")} /></label>
            <label>URL <input type="url" maxLength={2000} {...field("url")} /></label>
          </div>
          <button type="submit">Read it</button>
        </form>
        {pasted ? <JobLine job={pasted} /> : null}
      </section>
    </main>
  );
}
