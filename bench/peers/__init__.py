"""The other generators, one module each."""

from bench.peers import eleventy, hexo, hugo, mkdocs, pelican, zensical

PEERS = (hugo.PEER, eleventy.PEER, hexo.PEER, mkdocs.PEER, pelican.PEER, zensical.PEER)
