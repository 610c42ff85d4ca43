--- Broken on purpose: counts from 0.
return {
  kind = "allocation", name = "the_answer_is_a_candidate", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  choose = function(self, ctx) return ctx.random(ctx.count) - 1 end,
}
