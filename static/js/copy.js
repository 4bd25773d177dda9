// A button beside each text that is there to be copied (data-copy): one click, and the button says that it is done.
for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break; // only where the page came over HTTPS
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-live", "polite");
  const name = text.getAttribute("aria-label") || text.dataset.copy;
  if (name) button.setAttribute("aria-description", name);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.href || text.textContent.trim());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  text.after(button);
}
