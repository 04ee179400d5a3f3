// Sends files in portions that the server takes, and follows what becomes of them.
import { add_files, get, type Named } from "./api";
import type { Case, Job } from "./types";

export interface Progress { sent: number; files: number; jobs: Job[]; error?: string; done: boolean }

function portions(files: Named[], limits: Case["limits"]): Named[][] {
  const result: Named[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = result.at(-1);
    if (!last || last.length >= limits.files || bytes + file.file.size > limits.bytes * 0.9) {
      result.push([file]);
      bytes = file.file.size;
    } else {
      last.push(file);
      bytes += file.file.size;
    }
  }
  return result;
}

const rest = (milliseconds: number): Promise<void> => new Promise((ready) => setTimeout(ready, milliseconds));

export async function follow(job: Job, tell: (job: Job) => void): Promise<Job> {
  let now = job;
  tell(now);
  while (now.state !== "done" && now.state !== "failed") {
    await rest(400);
    now = await get<Job>(`/api/jobs/${job.id}`);
    tell(now);
  }
  return now;
}

export async function send(files: Named[], limits: Case["limits"], tell: (progress: Progress) => void): Promise<void> {
  const progress: Progress = { sent: 0, files: files.length, jobs: [], done: false };
  try {
    for (const portion of portions(files, limits)) {
      const job = await add_files(portion);
      progress.sent += portion.length;
      await follow(job, (now) => {
        progress.jobs = [...progress.jobs.filter((one) => one.id !== now.id), now];
        tell({ ...progress });
      });
    }
  } catch (error) {
    progress.error = error instanceof Error ? error.message : String(error);
  }
  tell({ ...progress, done: true });
}

// Every file of what was dropped, folders opened.
export async function dropped(transfer: DataTransfer): Promise<Named[]> {
  const found: Named[] = [];
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const plain = [...transfer.files];
  const queue = entries.map((entry) => ({ entry, path: "" }));
  while (queue.length && found.length < 100_000) {
    const { entry, path } = queue.shift()!;
    if (entry.isFile) {
      const file = await new Promise<File>((ready, fail) => (entry as FileSystemFileEntry).file(ready, fail));
      found.push({ file, name: path + file.name });
    } else {
      const reader = (entry as FileSystemDirectoryEntry).createReader();
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((ready, fail) => reader.readEntries(ready, fail));
        if (!some.length) break;
        some.forEach((inner) => queue.push({ entry: inner, path: `${path}${entry.name}/` }));
      }
    }
  }
  return found.length ? found : plain.map((file) => ({ file, name: file.name }));
}
