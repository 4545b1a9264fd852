// In a frame of somebody else's page: tells that page how high the chart is, when it changes.
"use strict";
if (parent !== window) {
  new ResizeObserver(() => {
    // A height is no secret: any page may know it.
    parent.postMessage({ chartHeight: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  }).observe(document.body);
}
