--- Trimmed mean: in every coordinate the extremes are left out, and the rest averaged.
---
--- With more than twice as many honest senders as `ctx.f` liars, no liar can move a coordinate beyond what some honest
--- node says. The price: a coordinate only few nodes learned about looks like an extreme, and is trimmed too.
---
--- Source: Yin, Chen, Ramchandran & Bartlett, "Byzantine-robust distributed learning", ICML 2018.
---
---     > plugin.load("aggregation/trimmed_mean"):try { own = { 1 }, peers = {{ 2 }, { 3 }, { 1000 }}, f = 1 }[1]
---     2.5

return {
  kind = "aggregation", name = "trimmed_mean", version = "1.0.0", api = "1",
  summary = "Mean of each coordinate without its extremes.",
  options = {
    share = {
      type = "number", default = 0.1, min = 0, max = 0.5,
      help = "part of the senders left out at either end, where ctx.f assumes fewer faulty",
    },
  },

  combine = function(self, ctx, own, peers, out)
    local senders = peers.rows + 1
    local trim = math.max(ctx.f, math.floor(self.options.share * senders))
    learning.trimmed_mean(own, peers, math.min(trim, (senders - 1) // 2), out)
  end,
}
