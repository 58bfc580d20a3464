// Starts the design system's parts. Pages work without this file.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// Imported apart, so that a missing file does not stop the rest.
import("../vendor/moj/moj-frontend.min.js")
  .then((moj) => moj.initAll())
  .catch(() => {});
