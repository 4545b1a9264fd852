// For pages that show our charts in frames: gives each frame the height of its chart. It listens to
// frames of this script's own site alone; without it a frame keeps the height in its code.
"use strict";
{
  const { origin } = new URL(document.currentScript.src);
  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || !Number.isFinite(data?.chartHeight)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === source) frame.style.height = `${Math.min(5000, Math.max(100, data.chartHeight))}px`;
    }
  });
}
