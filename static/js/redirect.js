// Forwards to where the page stands now, at the section that the reader came for.
"use strict";
location.replace(document.currentScript.dataset.to + location.search + location.hash);
