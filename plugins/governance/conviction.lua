--- Conviction voting: stake weighs more the longer it has been there.
---
--- With each step of time a vote keeps a share a of its conviction and gains its stake x: y·a^t + x·(1 − a^t)/(1 − a). In
--- units of what it converges to, stake that has been there for a time t weighs x·(1 − a^t); a is given as the time in which
--- half is reached. Stake that came yesterday to decide today weighs next to nothing.
---
--- Source: 1Hive, conviction voting; after M. Zargham, "Social Sensor Fusion", 2018.
---
---     > plugin.load("governance/conviction"):try { stakes = { 900, 900, 900 }, held_us = { 0, 600000000, 1200000000 } }
---     vector i64[3]  0 450 675

return {
  kind = "governance", name = "conviction", version = "1.0.0", api = "1",
  summary = "Stake weighs more the longer it has been held.",
  options = {
    half_life_s = { type = "number", default = 600, min = 1, max = 31536000, unit = "s", help = "time in which a stake reaches half of its weight" },
  },

  weigh = function(self, ctx, stakes, weights)
    local scale = -math.log(2) / (self.options.half_life_s * 1e6)
    for i = 1, #stakes do
      local conviction = math.floor((1 - math.exp(scale * ctx.held_us[i])) * 1000000000 + 0.5)
      weights[i] = money.mul_div(stakes[i], conviction, 1000000000, "floor")
    end
  end,
}
