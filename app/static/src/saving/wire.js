// The conversation with the server: one question, one answer, and what each kind of answer means.

const PATIENCE_MILLISECONDS = 15_000;
// A browser lets no more than 64 KiB outlive their page.
const OUTLIVES_BYTES = 60_000;
const TROUBLES = { 401: "signedOut", 402: "licenceClosed", 403: "forbidden", 409: "frozen", 422: "refused" };

export const tokenOf = (form) => form.elements.csrf_token.value;

// {answer} or {trouble, error}. "waiting" may pass by itself, the others need a person.
export async function post(form, url, question) {
  const body = JSON.stringify(question);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MILLISECONDS);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": tokenOf(form), Accept: "application/json" },
      body,
      keepalive: new Blob([body]).size < OUTLIVES_BYTES,
      redirect: "manual",
      signal: abort.signal,
    });
    return await meaning(response, form);
  } catch {
    return { trouble: "waiting" };
  } finally {
    clearTimeout(timer);
  }
}

async function meaning(response, form) {
  if (response.status === 400) {
    return { trouble: (await renewToken(form)) ? "again" : "signedOut" };
  }
  if (response.type === "opaqueredirect") {
    return { trouble: "signedOut" };
  }
  const answer = /json/.test(response.headers.get("Content-Type") ?? "") ? await response.json() : null;
  if (response.ok && answer) {
    return { answer };
  }
  return { trouble: TROUBLES[response.status] ?? "waiting", error: answer?.error ?? "" };
}

// Who signed in anew in another tab has another token, which this very page knows if it is asked for again.
async function renewToken(form) {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector("form[data-autosave] input[name=csrf_token]")?.value;
  if (!token || token === tokenOf(form)) {
    return false;
  }
  document.querySelectorAll("input[name=csrf_token]").forEach((input) => (input.value = token));
  return true;
}
