// Everything works without this file; it makes some of it more pleasant.

import {
  Button,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import "./look_again.js";

// The kit asks for this class before it starts; a browser that runs modules has all it needs.
document.body.classList.add("govuk-frontend-supported");

for (const component of [Button, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink]) {
  createAll(component);
}

// The other language's page has the same places: the switch leads to the one that is being read.
for (const link of document.querySelectorAll(".app-languages a")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}
