import { madeExact } from "./exact.js";

// The engine in its workers, and in which order it is asked. The newest question is answered by few trials first, then by more; what an
// older one would still bring is dropped.

const kStages = [1024, 4096, 16384];

async function engineBytes() {
  const packed = Uint8Array.from(atob(document.getElementById("engine").textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** One worker with its engine. */
class Mind {
  constructor(url, module, start) {
    this.worker = new Worker(url);
    this.waiting = new Map();
    this.count = 0;
    this.ready = new Promise((resolve, reject) => {
      this.worker.onerror = (event) => reject(new Error(event.message));
      this.worker.onmessage = ({ data }) => {
        if (data.id === undefined) {
          if (data.ready) resolve(this);
          else reject(new Error(data.message ?? data.broken));
          return;
        }
        const told = this.waiting.get(data.id);
        this.waiting.delete(data.id);
        told?.(data.broken ? { ok: false, broken: true, message: data.broken } : data.answer);
      };
    });
    this.worker.postMessage({ module, start });
  }
  ask(question) {
    const id = ++this.count;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, question });
    });
  }
}

export class Engine {
  /** `start` is what the engines begin with; `wanted` is "exact" where the processor's multiply-add is not to be used. */
  constructor(start, wanted, tell) {
    this.start = JSON.stringify(start);
    this.tell = tell;
    this.isBusy = [false, false];
    this.minds = [];
    this.begun = this.begin(wanted);
  }

  async begin(wanted) {
    this.url = URL.createObjectURL(new Blob([document.getElementById("worker").textContent], { type: "text/javascript" }));
    const bytes = await engineBytes();
    if (wanted === "exact" || !(await this.starts(bytes, "fused"))) {
      const why = this.problem;
      if (!(await this.starts(madeExact(bytes), "exact"))) throw this.problem ?? why;
    }
    if ((navigator.hardwareConcurrency ?? 1) > 1) this.minds.push(await this.mind());
    return this;
  }

  /** Whether the module starts here; else `problem` says why not. */
  async starts(bytes, name) {
    try {
      this.module = await WebAssembly.compile(bytes);
      this.minds = [await this.mind()];
      this.name = name;
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  }

  mind() {
    return new Mind(this.url, this.module, this.start).ready;
  }

  /** Asks a mind; one that broke is replaced. */
  async ask(place, question) {
    const answer = await this.minds[place].ask(question);
    if (answer.broken) {
      this.minds[place].worker.terminate();
      this.minds[place] = await this.mind();
    }
    return answer;
  }

  /** Takes the place of all questions before. `tell(answer, trials)` is called for each stage, and with 0 trials for the attribution. Of a
   *  question whose answer is stored, only the last stage is computed: charts as wide as they are to be. */
  update(question, isStored) {
    this.newest = { question, isStored };
    this.begun.then(() => this.first(), () => {});
  }

  async first() {
    if (this.isBusy[0]) return;
    this.isBusy[0] = true;
    let done = null;
    while (done !== this.newest) {
      const now = this.newest;
      const isGood = now.isStored || (await this.quick(now));
      done = now;
      if (now === this.newest && isGood && this.minds.length === 1) await this.refine(0, now);
    }
    this.isBusy[0] = false;
    if (this.minds.length > 1) this.second();
  }

  /** The first stage, shown even where the next question is there already: a drag is followed. */
  async quick(now) {
    const answer = await this.ask(0, { ...now.question, kind: "run", trials: kStages[0] });
    if (now === this.newest || (answer.ok && !this.newest.isStored)) this.tell(answer, kStages[0]);
    return answer.ok;
  }

  async second() {
    if (this.isBusy[1]) return;
    this.isBusy[1] = true;
    let done = null;
    while (done !== this.newest && !this.isBusy[0]) {
      done = this.newest;
      await this.refine(1, done);
    }
    this.isBusy[1] = false;
  }

  async refine(place, now) {
    for (const trials of now.isStored ? kStages.slice(-1) : kStages.slice(1)) {
      if (now !== this.newest) return;
      const answer = await this.ask(place, { ...now.question, kind: "run", trials });
      if (now !== this.newest) return;
      this.tell(answer, trials);
      if (!answer.ok) return;
    }
    if (now.question.set.join("\n") === now.question.baseline.join("\n")) return;
    const answer = await this.ask(place, { ...now.question, kind: "attribute", trials: kStages.at(-1) });
    if (now === this.newest) this.tell(answer, 0);
  }
}
