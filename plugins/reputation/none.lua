--- Baseline: everyone is a stranger.
---
--- No outcome counts and every score is one half, so bad nodes keep being chosen and good ones earn no discount: failures
--- must rise when it replaces a real rule. If they don't, reputation is not connected.
---
---     > plugin.load("reputation/none"):try { a = 8.5, b = 0.25, outcome = 1 }
---     8.5   0.25

return {
  kind = "reputation", name = "none", version = "1.0.0", api = "1",
  summary = "Baseline: no memory, every score one half.",

  update = function(self, ctx, a, b, outcome) return a, b end,
  decay = function(self, ctx, a, b, dt_us) return a, b end,
  score = function(self, ctx, a, b) return 0.5 end,
}
