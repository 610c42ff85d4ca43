--- Metropolis–Hastings mixing: every peer pulls by its weight, and the node keeps the rest.
---
--- The weights come from the overlay and from how many examples stand behind a gradient. A gradient loses force with every
--- round it is late, and with every doubt about its sender. It is the plain average of decentralised learning: the fastest
--- when everybody is honest, and ruined by a single liar: compare with median and trimmed_mean.
---
--- Source: Xiao & Boyd, "Fast linear iterations for distributed averaging", Systems & Control Letters 53, 2004.
---
---     > plugin.load("aggregation/metropolis"):try { own = { 0, 0 }, peers = {{ 4, 8 }}, weights = { 0.25 }, trust = { 1 } }[2]
---     2.0

return {
  kind = "aggregation", name = "metropolis", version = "1.0.0", api = "1",
  summary = "Weighted average of own and the peers' gradients.",

  combine = function(self, ctx, own, peers, out)
    local pull = ctx.weights * ctx.trust / (ctx.staleness + 1)
    learning.mix(own, peers, pull, out)
  end,
}
