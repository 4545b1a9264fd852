"""The other generators, one module each."""

from bench.peers import (
    eleventy,
    hexo,
    hugo,
    mdbook,
    metalsmith,
    mkdocs,
    pelican,
    zensical,
    zola,
)

PEERS = (
    hugo.PEER,
    zola.PEER,
    mdbook.PEER,
    eleventy.PEER,
    metalsmith.PEER,
    hexo.PEER,
    mkdocs.PEER,
    pelican.PEER,
    zensical.PEER,
)
