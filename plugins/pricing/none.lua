--- Baseline: no market, one price for ever.
---
--- Every unit costs what the first one did and a half more, whatever the load, except that nothing is sold below what the
--- pool's curve demands. The price no longer tells anyone that the network is busy: it must stop moving with load when
--- this replaces a real rule.
---
---     > plugin.load("pricing/none"):try { units = 3, side = 1, reserve_units = 1000, reserve_tokens = 1000000 }
---     4500

return {
  kind = "pricing", name = "none", version = "1.0.0", api = "1",
  summary = "Baseline: a flat price.",
  options = {
    markup = { type = "number", default = 1.5, min = 1, max = 100, help = "the flat price over the first price seen" },
  },

  quote = function(self, ctx, units)
    local x, y, state = ctx.reserve_units, ctx.reserve_tokens, self.state
    state.price = state.price or math.ceil(math.min(1 << 50, 1000 * self.options.markup * y / x)) -- thousandths of a µrUv
    if ctx.side == 1 then
      return math.max(money.mul_div(units, state.price, 1000, "ceil"), money.mul_div(y, units, x - units, "ceil"))
    end
    return math.min(money.mul_div(units, state.price, 1000, "floor"), money.mul_div(y, units, x + units, "floor"))
  end,

  fee = function(self, ctx)
    return 0
  end,
}
