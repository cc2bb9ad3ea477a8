// A long form that is saved by its buttons alone asks before it is left with words that were not sent.

export function askBeforeLeaving(form) {
  let isSent = false;
  const fields = [...form.querySelectorAll("textarea")];
  const isChanged = () => form.dataset.unsaved === "refused" || fields.some((each) => each.value !== each.defaultValue);
  form.addEventListener("submit", () => (isSent = true));
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && isChanged()) {
      event.preventDefault();
    }
  });
}
