/* Leave this site: a blank page at once, and three presses of Shift. The link works without any of this. */
"use strict";
{
  const link = document.getElementById("exit");
  const title = document.title;
  let presses = 0;
  let cover = null;
  let timer = 0;

  const said = document.createElement("p");
  said.className = "hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  const forget = () => {
    clearTimeout(timer);
    presses = 0;
    said.textContent = "";
  };

  const leave = () => {
    cover = document.createElement("div");
    cover.className = "cover";
    document.body.append(cover);
    document.title = "\u2026";
    said.textContent = link.dataset.gone;
    const go = (address) => location.replace(address);
    // The server ends the session; a slow one is not waited for.
    fetch(link.href, { redirect: "manual", keepalive: true }).then(
      () => go(link.dataset.to),
      () => go(link.href),
    );
    setTimeout(() => go(link.dataset.to), 300);
  };

  if (link) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });

    // Three presses of Shift alone within two seconds. Holding it, or typing capitals, does not count.
    addEventListener("keydown", (event) => {
      if (event.repeat) return;
      if (event.key !== "Shift" || event.ctrlKey || event.altKey || event.metaKey) {
        forget();
        return;
      }
      presses += 1;
      if (presses === 1) timer = setTimeout(forget, 2000);
      if (presses === 3) {
        forget();
        leave();
      } else {
        said.textContent = presses === 1 ? link.dataset.two : link.dataset.one;
      }
    });
    addEventListener("pointerdown", forget);

    // A page that the browser kept comes back as it was left: take the cover off.
    addEventListener("pageshow", (event) => {
      if (!event.persisted || !cover) return;
      cover.remove();
      cover = null;
      document.title = title;
      forget();
    });
  }
}
