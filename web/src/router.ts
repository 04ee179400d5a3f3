// The address behind # is the view: #/story/s12/sheet?row=3. Every view can be linked, reloaded and gone back to.
import { useEffect, useState } from "preact/hooks";

export interface Route { path: string[]; query: URLSearchParams }

function read(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

export function link(path: string[], query: Record<string, string | undefined> = {}): string {
  const told = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) told.set(key, value);
  const tail = told.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${tail ? `?${tail}` : ""}`;
}

export function go(target: string): void {
  location.hash = target;
}

// Changes the address without a step in the history: for what is typed or ticked.
export function amend(target: string): void {
  if (target === location.hash) return;
  history.replaceState(null, "", target);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function use_route(): Route {
  const [route, set_route] = useState(read);
  useEffect(() => {
    const changed = () => set_route(read());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
