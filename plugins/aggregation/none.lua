--- Baseline: a node trusts its own gradient and ignores what its peers send.
---
--- Messages still travel and are paid for; nothing comes of them. The rounds a node has no feedback of its own for, it
--- learns nothing.
---
---     > plugin.load("aggregation/none"):try { own = { 7 }, peers = {{ 2 }} }[1]
---     7.0

return {
  kind = "aggregation", name = "none", version = "1.0.0", api = "1",
  summary = "Baseline: own gradient only.",

  combine = function(self, ctx, own, peers, out) out:assign(own) end,
}
