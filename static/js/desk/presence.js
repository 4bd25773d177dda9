// Who else has the records of this page open. A page that is looked at says so every ten seconds, until its editor has rested for ten minutes.

const places = [...document.querySelectorAll("[data-presence]")];
const EVERY = 10_000;
const IDLE = 600_000;
let active = Date.now();

function fields(extra = {}) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  return body;
}

function show(place, others) {
  if (others.join() === [...place.children].map((line) => line.textContent).join()) return;
  place.replaceChildren(...others.map((words) => {
    const line = document.createElement("p");
    line.append(Object.assign(document.createElement("bdi"), { textContent: words }));
    return line;
  }));
}

async function say(place) {
  const request = { method: "POST", body: fields(), headers: { Accept: "application/json" }, credentials: "same-origin" };
  const answer = await fetch(place.dataset.presence, request).catch(() => null); // a server that is away is asked again
  if (answer?.ok) show(place, (await answer.json()).others);
}

function sayAll() {
  if (!document.hidden && Date.now() - active <= IDLE) places.forEach(say);
}

if (places.length) {
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(kind, () => { active = Date.now(); }, { passive: true, capture: true });
  }
  document.addEventListener("visibilitychange", sayAll);
  addEventListener("pagehide", () => places.forEach((place) => navigator.sendBeacon(place.dataset.presence, fields({ leaving: "1" }))));
  setInterval(sayAll, EVERY);
}
