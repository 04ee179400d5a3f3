// One story: its account on top, then the sheet, the times, the chains, what was said and the reports.
import { Empty, EntityLink, EvidenceButton, Failed, Loading, report_link, SpeakerName, StanceBadge, Standing, Title, VerdictBadge } from "../parts/basics";
import { MoveElsewhere } from "../parts/move";
import { Statements } from "../parts/statement";
import { amend, link, use_route } from "../router";
import { use_correct, use_resource, use_shared } from "../state";
import { kStances, type Origin, type Stance, type Story } from "../types";
import { count, date, dates, sentence } from "../words";
import { ChainDiagram } from "./chains";
import { SheetTable } from "./sheet";
import { TimelineChart } from "./timeline";

const kTabs = { "": "Account", timeline: "Timeline", chains: "Chains", statements: "Statements", reports: "Reports" };

function Account({ story }: { story: Story }) {
  const { account } = story;
  return (
    <section class="account" aria-label="The account">
      <div class="account-what">
        <h2>What</h2>
        {account.what.length ? (
          <ul class="points">
            {account.what.map((point, index) => (
              <li key={index} class={point.verdict ? `point verdict-${point.verdict}` : "point"}>
                {point.verdict ? <VerdictBadge verdict={point.verdict} /> : <span class="badge">{count(point.origins, "origin")}</span>}
                <div>
                  <EvidenceButton evidence={point.evidence} title={sentence(point.text)} note={point.why}><bdi>{sentence(point.text)}</bdi></EvidenceButton>
                  {point.why ? <p class="why">{point.why}</p> : null}
                </div>
              </li>
            ))}
          </ul>
        ) : <Empty>No line of these reports could be lined up with another.</Empty>}
      </div>
      <div class="account-voices">
        <h2>By whose word</h2>
        <ul>
          {account.voices.map((voice, index) => (
            <li key={index}>
              <SpeakerName speaker={voice} />{" "}
              <span class="standing">{count(voice.statements, "statement")} in {count(voice.origins, "origin")}</span>{" "}
              {voice.stances?.slice(0, 3).map((stance) => <StanceBadge key={stance} stance={stance} />)}
              {voice.first ? <EvidenceButton evidence={[voice.first]} title={voice.name}> words</EvidenceButton> : null}
            </li>
          ))}
        </ul>
      </div>
      <dl class="account-rest">
        <div><dt>When</dt><dd>{account.when ? (
          <EvidenceButton evidence={account.when.evidence} title={date(account.when.value)}>
            <strong>{date(account.when.value)}</strong> by {count(account.when.origins, "origin")}
          </EvidenceButton>
        ) : "the reports give no day"}</dd></div>
        <div><dt>Where</dt><dd class="chips">{account.where.length ? account.where.map((place) => <EntityLink key={place.id} entity={place} />) : "no place named"}</dd></div>
        <div><dt>Who</dt><dd class="chips">{account.who.map((one) => (
          <span key={one.id}><EntityLink entity={one} />{one.role ? <span class="role"> {one.role}</span> : null}</span>
        ))}</dd></div>
      </dl>
    </section>
  );
}

function Reports({ story }: { story: Story }) {
  const correct = use_correct();
  const { the_case } = use_shared();
  const row = (document: Origin["documents"][number]) => (
    <li key={document.id} class={document.copy_of ? "copy" : ""}>
      <a href={report_link(document)}><bdi>{document.title ?? document.record}</bdi></a>
      <span class="story-meta">
        <bdi>{document.outlet}</bdi> <span class="when">{date(document.published)}</span>
        {document.copy_of ? <span class="tag">{document.containment !== undefined ? `${Math.round(document.containment * 100)} % ` : ""}copied</span> : null}
        {document.credit?.map((credit) => <span key={credit} class="tag">credits <bdi>{credit}</bdi></span>)}
        {document.moved ? <span class="tag">moved here by hand</span> : null}
        {the_case && !the_case.read_only && story.reports > 1 ? (
          <button type="button" class="plain" onClick={() => correct({ kind: "move", document: document.id })}>not this story</button>
        ) : null}
        {the_case && !the_case.read_only ? <MoveElsewhere document={document.id} story={story.id} /> : null}
      </span>
    </li>
  );
  return (
    <section aria-label="Reports by origin">
      <p class="why">Reports that go back to one hand stand together: copies, rewrites and those that credit the same agency count once.</p>
      <ol class="origins">
        {story.documents.map((origin) => (
          <li key={origin.id}>
            <h2>{origin.id.replace(/^o/, "Origin ")} · <bdi>{origin.name}</bdi></h2>
            <ul>{origin.documents.map(row)}</ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Head({ story }: { story: Story }) {
  return (
    <p class="story-head">
      <span class="when">{dates(story.first, story.last)}</span>
      <Standing reports={story.reports} origins={story.origins} />
      {story.conflicts ? <VerdictBadge verdict="conflict" number={story.conflicts} /> : null}
      {story.differences ? <VerdictBadge verdict="differ" number={story.differences} /> : null}
      {story.updates ? <VerdictBadge verdict="update" number={story.updates} /> : null}
      {story.agreements ? <VerdictBadge verdict="agree" number={story.agreements} /> : null}
      <span class="take">
        Take away: <a href={`/api/stories/${story.id}/report.html`}>printable</a> <a href={`/api/stories/${story.id}/statements.csv`}>CSV</a>{" "}
        <a href={`/api/stories/${story.id}/report.json`}>JSON</a>
      </span>
    </p>
  );
}

// The parts ask for what they show while the story itself is still on its way.
export function StoryView({ id, tab }: { id: string; tab: string }) {
  const { query } = use_route();
  const { data: story, error } = use_resource<Story>(`/api/stories/${id}`);
  if (error) return <main><Title text="Story" /><Failed error={error} /></main>;
  const stance = query.get("stance") ?? "";
  return (
    <main class="story">
      <Title text={story?.title ?? "Story"} />
      {story ? <Head story={story} /> : <Loading />}
      <nav class="tabs" aria-label="Parts of the story">
        {Object.entries(kTabs).map(([key, name]) => (
          <a key={key} href={link(key ? ["story", id, key] : ["story", id])} aria-current={key === tab ? "page" : undefined}>{name}</a>
        ))}
      </nav>
      {tab === "timeline" ? <TimelineChart story={id} />
        : tab === "chains" ? <ChainDiagram story={id} />
        : tab === "reports" ? story ? <Reports story={story} /> : null
        : tab === "statements" ? (
          <section aria-label="Statements">
            <div class="bar"><label>Only those where somebody{" "}
              <select value={stance} onChange={(event) => amend(link(["story", id, "statements"], { stance: event.currentTarget.value }))}>
                <option value="">says anything</option>
                {kStances.map((one) => <option key={one} value={one}>{one}</option>)}
              </select></label></div>
            <Statements path={`/api/stories/${id}/statements`} parameters={{ stance: stance as Stance }} />
          </section>
        ) : <>{story ? <Account key="account" story={story} /> : null}<SheetTable key="sheet" story={id} /></>}
    </main>
  );
}

