--- The worst offence of a span, not their sum.
---
--- One fault in the software may show a hundred times within a day. Punished by the sum, an honest operator loses
--- everything for it; here what was lost in the span counts towards the penalty, so that together they cost what the worst
--- one does. The core does the counting, in whole µrUv.
---
--- Source: "slash the maximum in a span", A. Cevallos et al., the staking of Polkadot (NPoS), 2020.
---
---     > plugin.load("slashing/max_in_span"):try { severity = 300000 }
---     30000   true

return {
  kind = "slashing", name = "max_in_span", version = "1.0.0", api = "1",
  summary = "Of a span's offences only the worst counts.",
  options = {
    most_ppm = { type = "integer", default = 100000, min = 0, max = 1000000, unit = "ppm", help = "of the stake, for the gravest offence" },
  },

  fraction = function(self, ctx, severity)
    return money.mul_div(self.options.most_ppm, severity, 1000000, "ceil"), true
  end,
}
