// Who else has this record open. A page that is looked at says so every ten seconds, until its editor has rested for ten minutes.

const place = document.querySelector("[data-presence]");
const EVERY = 10_000;
const IDLE = 600_000;
let active = Date.now();

function fields(extra = {}) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  return body;
}

function show(others) {
  if (others.join() === [...place.children].map((line) => line.textContent).join()) return;
  place.replaceChildren(...others.map((words) => {
    const line = document.createElement("p");
    line.append(Object.assign(document.createElement("bdi"), { textContent: words }));
    return line;
  }));
}

async function say() {
  if (document.hidden || Date.now() - active > IDLE) return;
  const request = { method: "POST", body: fields(), headers: { Accept: "application/json" }, credentials: "same-origin" };
  const answer = await fetch(place.dataset.presence, request).catch(() => null); // a server that is away is asked again
  if (answer?.ok) show((await answer.json()).others);
}

if (place) {
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(kind, () => { active = Date.now(); }, { passive: true, capture: true });
  }
  document.addEventListener("visibilitychange", say);
  addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.presence, fields({ leaving: "1" })));
  setInterval(say, EVERY);
}
