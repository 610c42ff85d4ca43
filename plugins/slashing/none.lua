--- Baseline: nothing is ever lost.
---
--- Nodes that drop jobs or answer wrongly keep their whole stake: what they lose must fall to nothing when it replaces a
--- real rule. If it doesn't, slashing is not connected.
---
---     > plugin.load("slashing/none"):try { severity = 1000000 }
---     0   nil

return {
  kind = "slashing", name = "none", version = "1.0.0", api = "1",
  summary = "Baseline: no offence costs anything.",

  fraction = function(self, ctx, severity) return 0 end,
}
