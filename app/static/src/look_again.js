// What is being made is looked at again until it is ready; without this file a link does the same.

const EVERY_MILLISECONDS = 3_000;

async function lookAgain(region) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const read = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const now = read?.getElementById(region.id);
  if (now && !("lookAgain" in now.dataset)) {
    location.reload(); // the rest of the page has changed, too
  } else {
    if (now && now.innerHTML !== region.innerHTML && !region.contains(document.activeElement)) {
      region.replaceChildren(...now.childNodes);
    }
    setTimeout(lookAgain, EVERY_MILLISECONDS, region);
  }
}

for (const region of document.querySelectorAll("[data-look-again]")) {
  setTimeout(lookAgain, EVERY_MILLISECONDS, region);
}
