--- Entropy-weighted consensus: who is certain is heard more, and who hears agreement grows certain.
---
--- Each node averages itself and its neighbours by (floor + certainty) · group · weight. Where the beliefs it heard lie
--- close together (variance V below the tolerance), it moves toward the sharpened average q² / Σ q² by
--- sharpness · (1 - V / tolerance). Averaging alone never decides and sharpening alone freezes two camps in place; doing
--- the second only where there is agreement does neither. Shares that tie exactly are told apart by the round's coin.
---
--- Source: Zheng & Lee, "Entropy-based local negotiation", Swarm Intelligence 2023; group sizes from Liu & Lee, SN Applied
--- Sciences 2, 2020. The round itself is native, one call for the whole population.
---
---     > swarm.population{ graph = topology.regular(100, 8), options = 8, rule = "entropy" }:run().agreed
---     true

return {
  kind = "consensus", name = "entropy", version = "1.0.0", api = "1",
  summary = "Entropy-weighted averaging that sharpens where neighbours agree.",
  options = {
    floor = { type = "number", default = 1, min = 0.000001, max = 1000000, help = "what a voice without any certainty counts" },
    self_weight = { type = "number", default = 1, min = 0, max = 1000000, help = "what a node counts to itself, beside one neighbour" },
    sharpness = { type = "number", default = 1, min = 0, max = 1, help = "how far agreement sharpens a belief in one round" },
    tolerance = { type = "number", default = 0.01, min = 0.000000001, max = 2, help = "variance of what is heard below which it sharpens" },
  },

  update_all = function(self, ctx, beliefs, out)
    local o = self.options
    swarm.entropy_round(beliefs, out, ctx.graph, ctx.rate, ctx.random(), ctx.certainty, ctx.group, ctx.weights,
      nil, nil, o.floor, o.self_weight, o.sharpness, o.tolerance)
  end,
}
