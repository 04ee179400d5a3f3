// The log of what was corrected by hand: each can be taken back, and put back again.
import { redo } from "../api";
import { Empty, Failed, Loading, Outlet, Title } from "../parts/basics";
import { link } from "../router";
import { use_resource, use_shared, use_undo } from "../state";
import type { Correction } from "../types";
import { date } from "../words";

const kStates = { applied: "applies", undone: "taken back", dangling: "what it is about is gone" };

export function Corrections() {
  const { data, error } = use_resource<{ items: Correction[] }>("/api/corrections");
  const { the_case, changed, say } = use_shared();
  const undo = use_undo();
  const again = async (id: number) => {
    try {
      const done = await redo(id);
      say({ text: done.summary });
      changed();
    } catch (problem) {
      say({ text: problem instanceof Error ? problem.message : String(problem), bad: true });
    }
  };
  return (
    <main class="corrections">
      <Title text="Corrections" />
      <p class="why">What people corrected in this case. Reading more never overwrites it. <a href="/api/export/corrections.jsonl">Take the log away</a></p>
      {error ? <Failed error={error} /> : !data ? <Loading /> : !data.items.length ? <Empty>Nothing has been corrected. Names are corrected on their page, statements beside a report's text.</Empty> : (
        <div class="table-scroll" role="region" aria-label="The log" tabIndex={0}>
          <table class="simple">
            <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">State</th><th scope="col"><span class="hidden">Change</span></th></tr></thead>
            <tbody>{[...data.items].reverse().map((one) => (
              <tr key={one.id} class={one.state}>
                <td class="when">{date(one.at)}</td>
                <td><bdi>{one.summary}</bdi> {one.entity ? <a href={link(["entity", one.entity])}>its page</a> : null} {one.document ? <Outlet document={one.document} attribution={one.attribution} /> : null}</td>
                <td>{kStates[one.state]}</td>
                <td>{the_case?.read_only ? null : one.state === "undone"
                  ? <button type="button" onClick={() => again(one.id)}>Put back</button>
                  : <button type="button" onClick={() => undo(one.id)}>Take back</button>}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
    </main>
  );
}
