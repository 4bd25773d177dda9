// How a page of the desk talks with its server without leaving the page.

export class NotSaved extends Error {}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// Post a form or an object, and return what the server tells as JSON. NotSaved says in words what went wrong; nothing
// that was typed is touched. A session that has ended is told as such (status 401, and where to sign in again).
export async function post(address, fields) {
  const body = fields instanceof FormData ? fields : new FormData();
  if (body !== fields) for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
  } catch {
    throw new NotSaved("The server cannot be reached. Nothing you typed is lost: try again in a moment.");
  }
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  if (answer.ok) return told;
  if (answer.status === 403 && told.token && told.token !== body.get("csrfmiddlewaretoken")) { // signed in anew since
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = told.token;
    body.set("csrfmiddlewaretoken", told.token);
    return post(address, body);
  }
  const failure = new NotSaved(told.error ?? (answer.status === 401
    ? "You are signed out. Sign in again in another tab, then go on here: nothing you typed is lost."
    : `The server refused this (${answer.status}). Nothing you typed is lost.`));
  failure.status = answer.status;
  failure.told = told;
  throw failure;
}

// Say something to those who see it and to those who hear it.
export function tell(words, { isError = false } = {}) {
  let place = document.getElementById("desk-told");
  if (!place) {
    place = Object.assign(document.createElement("p"), { id: "desk-told", className: "desk-told" });
    place.setAttribute("role", "status");
    document.querySelector("#content")?.prepend(place);
  }
  place.classList.toggle("is-error", isError);
  place.textContent = words;
}
