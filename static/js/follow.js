// While the worker is busy, what it has done is shown every few seconds. A screen reader hears the end alone (role
// "status"), and nothing is taken away under somebody's focus: then the link to look again stays instead.
(() => {
  const SECONDS = 3;
  const LONGEST = 400; // times: whoever left the page open is not kept signed in by it
  const part = (page, name) => page.querySelector(`[data-follow="${name}"]`);
  const isWorking = (page) => part(page, "state")?.hasAttribute("data-working");
  const replace = (name, page) => {
    const [old, current] = [part(document, name), part(page, name)];
    if (old && current && !old.contains(document.activeElement)) {
      old.replaceChildren(...current.childNodes);
    }
  };
  let times = 0;
  const look = async () => {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (answer?.redirected) return; // signed out: the link leads to the sign-in
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    if (page && part(page, "state")) {
      replace("numbers", page);
      if (!isWorking(page)) {
        part(document, "state").textContent = part(page, "state").textContent;
        for (const name of ["links", "rest"]) replace(name, page);
        return;
      }
    }
    if (++times < LONGEST) setTimeout(look, SECONDS * 1000);
  };
  if (isWorking(document)) setTimeout(look, SECONDS * 1000);
})();
