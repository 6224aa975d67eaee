/* Leave this site: a blank page at once, or three presses of Shift. */
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
    let gone = false;
    const go = (address) => {
      if (!gone) location.replace(address);
      gone = true;
    };
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

    // Shift alone, three times in two seconds; not held, not for capitals.
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

    // The browser kept the page: take the cover off.
    addEventListener("pageshow", (event) => {
      if (!event.persisted || !cover) return;
      cover.remove();
      cover = null;
      document.title = title;
      forget();
    });
  }
}
