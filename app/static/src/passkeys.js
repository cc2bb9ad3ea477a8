// Passkeys. Every <form data-passkey> has an `answer` field, and data-question: where the browser is told what to sign.
// "get" signs in and is hidden where no browser can; "create" makes a new passkey.

const asBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const asText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (credentials = []) => credentials.map((each) => ({ ...each, id: asBytes(each.id) }));

// The service speaks JSON, the browser speaks bytes; not every browser translates by itself yet.
function toBrowser(question) {
  const asked = { ...question, challenge: asBytes(question.challenge) };
  if (question.user) {
    asked.user = { ...question.user, id: asBytes(question.user.id) };
    asked.excludeCredentials = withBytes(question.excludeCredentials);
  } else {
    asked.allowCredentials = withBytes(question.allowCredentials);
  }
  return asked;
}

function toService({ id, rawId, type, response, authenticatorAttachment }) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = names.filter((name) => response[name]).map((name) => [name, asText(response[name])]);
  return JSON.stringify({
    id,
    rawId: asText(rawId),
    type,
    authenticatorAttachment,
    clientExtensionResults: {},
    response: Object.fromEntries(said),
  });
}

async function answer(form) {
  const asked = await fetch(form.dataset.question, { method: "POST", body: new FormData(form) });
  if (!asked.ok) {
    throw new Error(`${asked.status}`);
  }
  const publicKey = toBrowser(await asked.json());
  return toService(await navigator.credentials[form.dataset.passkey]({ publicKey }));
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const trouble = form.querySelector("[data-passkey-trouble]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      try {
        form.elements.answer.value = await answer(form);
        form.submit();
      } catch {
        trouble.hidden = false;
      }
    });
  }
}
