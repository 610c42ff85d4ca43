--- Coordinate-wise median: the middle of what everybody says.
---
--- Bears almost half the senders lying in any way they like. It is the most timid rule: where most senders have nothing to
--- say about a coordinate, the middle is nothing, so learning is slow.
---
--- Source: Yin, Chen, Ramchandran & Bartlett, "Byzantine-robust distributed learning", ICML 2018.
---
---     > plugin.load("aggregation/median"):try { own = { 1 }, peers = {{ 2 }, { 1000 }} }[1]
---     2.0

return {
  kind = "aggregation", name = "median", version = "1.0.0", api = "1",
  summary = "Median of each coordinate.",

  combine = function(self, ctx, own, peers, out)
    learning.trimmed_mean(own, peers, peers.rows // 2, out)
  end,
}
